package org.throughline.server.limits;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the operator allows, act by act; what they do not name stays as usual. */
record Allowances(Map<Act, Allowance> byAct) {
    Allowances {
        byAct = Map.copyOf(byAct);
    }

    /** Reads what the operator wrote: the act's name, and its allowance. A name that nobody knows is an {@code IllegalArgumentException}. */
    static Allowances of(Map<String, String> written) {
        Map<Act, Allowance> byAct = new EnumMap<>(Act.class);
        for (Act act : Act.values()) {
            byAct.put(act, act.usual());
        }
        written.forEach((name, allowance) -> byAct.put(act(name), Allowance.parse(allowance)));
        return new Allowances(byAct);
    }

    /** The act; one that comes from the environment ({@code THROUGHLINE_LIMITS_SIGN_IN}) has other signs between its words. */
    static Act act(String name) {
        return Act.named(name.toLowerCase(Locale.ROOT).replace('.', '-').replace('_', '-'))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no limit '%s'; there are %s".formatted(name, String.join(", ", Act.codes()))));
    }

    Allowance of(Act act) {
        return byAct.getOrDefault(act, act.usual());
    }
}
