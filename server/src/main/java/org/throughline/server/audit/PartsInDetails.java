package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the parts of an act stand in the details of its one entry, so that a leaf of the tree is what it always was: {@code with.1.action},
 * {@code with.1.subject}, {@code with.1.detail.NAME} and so on. Who acted and for which organization stand there only where they are others
 * than the act's; an empty organization is none.
 */
final class PartsInDetails {
    private static final Pattern KEY =
            Pattern.compile("with\\.(\\d+)\\.(action|actor|organization|subject|detail\\.(.+))");

    private PartsInDetails() {}

    /** The entry as it is kept, without parts. */
    static AuditEntry flat(AuditEntry entry) {
        Map<String, String> details = new HashMap<>(entry.details());
        int number = 1;
        for (AuditEntry part : entry.parts()) {
            String with = "with." + number++ + ".";
            details.put(with + "action", part.action());
            details.put(with + "subject", part.subject());
            if (!part.actor().equals(entry.actor())) {
                details.put(with + "actor", part.actor());
            }
            if (!Objects.equals(part.organization(), entry.organization())) {
                details.put(with + "organization", Objects.requireNonNullElse(part.organization(), ""));
            }
            part.details().forEach((name, value) -> details.put(with + "detail." + name, value));
        }
        return new AuditEntry(
                entry.action(), entry.actor(), entry.organization(), entry.subject(), details, entry.concerns());
    }

    /** The entry with its parts, from how it is kept. */
    static AuditEntry whole(AuditEntry flat) {
        Map<Integer, Map<String, String>> parts = new TreeMap<>();
        Map<String, String> details = new HashMap<>();
        flat.details().forEach((key, value) -> {
            Matcher ofPart = KEY.matcher(key);
            if (ofPart.matches()) {
                parts.computeIfAbsent(Integer.valueOf(ofPart.group(1)), _ -> new HashMap<>())
                        .put(ofPart.group(2), value);
            } else {
                details.put(key, value);
            }
        });
        List<AuditEntry> whole = new ArrayList<>();
        parts.values().forEach(part -> whole.add(part(flat, part)));
        return new AuditEntry(
                flat.action(), flat.actor(), flat.organization(), flat.subject(), details, flat.concerns(), whole);
    }

    private static AuditEntry part(AuditEntry flat, Map<String, String> kept) {
        Map<String, String> details = new HashMap<>();
        kept.forEach((key, value) -> {
            if (key.startsWith("detail.")) {
                details.put(key.substring("detail.".length()), value);
            }
        });
        String organization = kept.get("organization");
        return new AuditEntry(
                kept.getOrDefault("action", ""),
                kept.getOrDefault("actor", flat.actor()),
                organization == null ? flat.organization() : organization.isEmpty() ? null : organization,
                kept.getOrDefault("subject", ""),
                details);
    }
}
