package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are longer than a cell of a spreadsheet may be (32,767 characters): the cell has the beginning and the number under
 * which a sheet of its own has the whole text, in pieces.
 */
final class LongTexts {

    /** The sheet of the pieces. */
    static final String SHEET = "CF Long";

    private static final int MOST = 32_000;
    private static final int SHOWN = 1_000;
    private static final Pattern MARK =
            Pattern.compile("…\\[the whole text is number ([0-9]{1,7}) in the sheet CF Long]$");

    private final List<List<String>> pieces = new ArrayList<>();
    private int count;

    /** The text as it stands in its cell. */
    String inCell(String text) {
        if (text.length() <= MOST && !MARK.matcher(text).find()) {
            return text;
        }
        count++;
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(at + MOST, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(List.of(Integer.toString(count), text.substring(at, end)));
            at = end;
        }
        int shown = Math.min(SHOWN, text.length());
        if (Character.isHighSurrogate(text.charAt(shown - 1))) {
            shown--;
        }
        return text.substring(0, shown) + "…[the whole text is number " + count + " in the sheet " + SHEET + "]";
    }

    List<List<String>> pieces() {
        return pieces;
    }

    /** Puts the whole texts back into the cells of the other sheets. */
    static void restore(List<Grid> grids, Grid pieces) {
        Map<String, StringBuilder> texts = new HashMap<>();
        for (Grid.Line line : pieces.lines()) {
            texts.computeIfAbsent(line.text(0), any -> new StringBuilder()).append(line.raw(1));
        }
        for (Grid grid : grids) {
            for (Grid.Line line : grid.lines()) {
                for (int column = 0; column < line.width() && grid != pieces; column++) {
                    Matcher mark = MARK.matcher(line.raw(column));
                    @Nullable StringBuilder whole = mark.find() ? texts.get(mark.group(1)) : null;
                    if (whole != null) {
                        line.replace(column, whole.toString());
                    }
                }
            }
        }
    }
}
