package org.throughline.caseformat.exchange;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CaseIds;

/** Identifiers, addresses and dates of other systems as CASE has them. */
final class ForeignNames {

    /** Where an identifier that CASE does not accept is kept as it was written. */
    static final String ORIGINAL_IDENTIFIER = "throughline:originalIdentifier";

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:case:foreign");
    private static final Pattern AT_END =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\\.json)?/?$");

    private ForeignNames() {}

    /** The identifier at the end of a name such as a CTID or an address, where CASE accepts it. */
    static Optional<UUID> accepted(String name) {
        Matcher matcher = AT_END.matcher(name.strip().toLowerCase(Locale.ROOT));
        return matcher.find() ? CaseIds.parse(matcher.group(1)) : Optional.empty();
    }

    /** The identifier of what has this name: always the same. */
    static UUID of(String name) {
        return accepted(name).orElseGet(() -> derived(name));
    }

    static UUID derived(String name) {
        return CaseIds.v5(NAMESPACE, name);
    }

    static boolean isUri(@Nullable String text) {
        if (text == null) {
            return false;
        }
        try {
            return new URI(text).isAbsolute();
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    /** The point in time that a text says, a day at its beginning in UTC; empty for no date. */
    static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (text.matches("\\d{4}(-\\d{2})?")) {
                return instant(text.length() == 4 ? text + "-01-01" : text + "-01");
            }
            if (text.length() <= 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String joined = text.replace(' ', 'T');
            return Optional.of(
                    joined.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                            ? OffsetDateTime.parse(joined).toInstant()
                            : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static @Nullable LocalDate date(@Nullable String text) {
        return instant(text)
                .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate())
                .orElse(null);
    }
}
