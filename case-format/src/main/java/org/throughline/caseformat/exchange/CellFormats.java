package org.throughline.caseformat.exchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How numbers in cells are meant: as numbers, as dates, or as codes with leading zeros (ISO/IEC 29500-1, 18.8.30 numFmts and 18.8.10
 * cellXfs).
 */
final class CellFormats {

    private static final int MOST = 70_000;
    private static final double LAST_DAY = 2_958_466;

    private enum Kind {
        NUMBER,
        DATE,
        ZEROS
    }

    private record Format(Kind kind, int zeros) {}

    private static final Format NUMBER = new Format(Kind.NUMBER, 0);
    private static final Format DATE = new Format(Kind.DATE, 0);

    private final List<Format> formats = new ArrayList<>();
    private final boolean from1904;

    CellFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    /** Reads the part {@code styles.xml}. */
    void read(ZipParts parts, String name) throws IOException {
        Map<String, String> codes = new HashMap<>();
        boolean cells = false;
        try (XmlPart xml = new XmlPart(parts, name)) {
            while (xml.next()) {
                if (xml.starts("numFmt") && codes.size() < MOST) {
                    @Nullable String id = xml.attribute("numFmtId");
                    @Nullable String code = xml.attribute("formatCode");
                    if (id != null && code != null) {
                        codes.put(id, code);
                    }
                } else if (xml.starts("cellXfs")) {
                    cells = true;
                } else if (xml.ends("cellXfs")) {
                    cells = false;
                } else if (cells && xml.starts("xf") && formats.size() < MOST) {
                    @Nullable String id = xml.attribute("numFmtId");
                    formats.add(format(id == null ? "0" : id, codes));
                }
            }
        }
    }

    private static Format format(String id, Map<String, String> codes) {
        @Nullable String code = codes.get(id);
        if (code == null) {
            return id.matches("1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]") ? DATE : NUMBER;
        }
        String plain =
                code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.", "").toLowerCase(Locale.ROOT);
        if (plain.matches("0{2,20}")) {
            return new Format(Kind.ZEROS, plain.length());
        }
        return plain.matches("[^0#?]*[ymdhs][^0#?]*(\\.0+)?[^0#?]*") && !plain.contains("general") ? DATE : NUMBER;
    }

    /** The text of a number as people see it. */
    String text(String number, @Nullable String style) {
        double value;
        try {
            value = Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            return number;
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return number;
        }
        Format format = NUMBER;
        if (style != null && style.matches("[0-9]{1,6}") && Integer.parseInt(style) < formats.size()) {
            format = formats.get(Integer.parseInt(style));
        }
        return switch (format.kind()) {
            case NUMBER -> plain(value);
            case DATE -> value >= 0 && value < LAST_DAY ? date(value) : plain(value);
            case ZEROS -> {
                String digits = plain(value);
                yield digits.matches("[0-9]+")
                        ? "0".repeat(Math.max(0, format.zeros() - digits.length())) + digits
                        : digits;
            }
        };
    }

    /** The number with the 15 digits that a spreadsheet shows, without an exponent where it has a usual size. */
    private static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-9) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = 15 - (exact.precision() - exact.scale());
        return exact.setScale(Math.clamp(digits, 0, 20), RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String date(double value) {
        long days = (long) Math.floor(value);
        long seconds = Math.round((value - days) * 86_400);
        // Day 60 of the 1900 calendar is 29 February 1900, which never was; days before it are one off.
        LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
        LocalDateTime at = first.plusDays(days).atStartOfDay().plus(seconds, ChronoUnit.SECONDS);
        return seconds == 0 ? at.toLocalDate().toString() : at.toString();
    }
}
