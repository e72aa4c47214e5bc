package org.throughline.server.alignment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.ItemUri;

/** Which items are accepted in place of a requirement: the one source for matching people. */
@Component
public class Equivalence {
    /** For every requirement: itself first, then what accepted alignments lead to, strongest first, at most two steps and sixteen items. */
    public Map<ItemUri, List<Equivalent>> of(Collection<ItemUri> requirements) {
        throw new UnsupportedOperationException("not built yet");
    }
}
