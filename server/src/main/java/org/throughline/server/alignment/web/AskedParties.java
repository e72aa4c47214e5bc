package org.throughline.server.alignment.web;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.CrosswalkParties.Behind;

/** Remembers for the length of one request who stands behind a crosswalk. */
@Component
@Scope(value = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
class AskedParties {
    private final Map<CrosswalkId, Behind> known = new HashMap<>();

    Behind behind(CrosswalkId crosswalk, Supplier<Behind> question) {
        return known.computeIfAbsent(crosswalk, _ -> question.get());
    }
}
