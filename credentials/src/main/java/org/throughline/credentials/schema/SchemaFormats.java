package org.throughline.credentials.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What {@code format} demands of a text (JSON Schema 2020-12 Validation, section 7.3). The Verifiable Credentials JSON Schema Specification shows a
 * credential that fails by its format, so formats count; one that is not known here demands nothing. None of these patterns ever goes far back.
 */
final class SchemaFormats {

    private static final int MAX_LENGTH = 10_000;
    private static final Pattern MAIL =
            Pattern.compile("(?:\"[^\"\\\\]{1,64}\"|[^\\s@\"<>(),:;\\[\\]\\\\]{1,64})@[^\\s@]{1,255}");
    private static final Pattern LABELS = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern TIME = Pattern.compile(
            "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,20})?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)");
    private static final Pattern DATE_TIME = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[Tt](?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,20})?(?:[Zz]|[+-].{5})");

    private static final Map<String, Predicate<String>> FORMATS = Map.ofEntries(
            Map.entry("date-time", SchemaFormats::isDateTime),
            Map.entry("date", SchemaFormats::isDate),
            Map.entry("time", text -> TIME.matcher(text).matches()),
            Map.entry("email", SchemaFormats::isMail),
            Map.entry(
                    "hostname",
                    text -> text.length() <= 253 && LABELS.matcher(text).matches()),
            Map.entry("ipv4", text -> IPV4.matcher(text).matches()),
            Map.entry("uri", text -> isUri(text, true)),
            Map.entry("uri-reference", text -> isUri(text, false)),
            Map.entry("uuid", text -> UUID.matcher(text).matches()),
            Map.entry("json-pointer", SchemaFormats::isPointer));

    private SchemaFormats() {}

    /** Whether the text has the format, as far as it is known. */
    static boolean has(String format, String text, Work work) {
        Predicate<String> known = FORMATS.get(format);
        if (known == null) {
            return true;
        }
        work.spend(text.length());
        return text.length() <= MAX_LENGTH && known.test(text);
    }

    private static boolean isPointer(String text) {
        for (int at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) {
            if (at + 1 == text.length() || text.charAt(at + 1) != '0' && text.charAt(at + 1) != '1') {
                return false;
            }
        }
        return text.isEmpty() || text.startsWith("/");
    }

    private static boolean isMail(String text) {
        boolean dotted = text.startsWith(".") || text.contains("..") || text.contains(".@");
        return MAIL.matcher(text).matches() && (!dotted || text.startsWith("\""));
    }

    private static boolean isDateTime(String text) {
        if (!DATE_TIME.matcher(text).matches()) {
            return false;
        }
        try {
            // the clock of the JDK has no place for a leap second, nor for parts of a nanosecond
            OffsetDateTime.parse(
                    text.toUpperCase(Locale.ROOT).replaceFirst("\\.\\d+", "").replaceFirst(":60(?=[Z+-])", ":59"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return text.length() == 10;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isUri(String text, boolean absolute) {
        try {
            URI uri = new URI(text);
            return text.chars().allMatch(c -> c < 128) && (!absolute || uri.isAbsolute());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
