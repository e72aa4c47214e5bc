package org.throughline.caseformat.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a plain table says what.
 *
 * @param sheet the sheet of the workbook; absent means the first that can be seen, and is all that a CSV needs
 * @param headingLine the line with the headings, counted from 1 as a spreadsheet shows it; 0 where the table has none
 * @param roles the role of each column that counts, by the column's index from 0
 */
public record ColumnMapping(@Nullable String sheet, int headingLine, Map<Integer, ColumnRole> roles) {

    public ColumnMapping {
        if (headingLine < 0) {
            throw new IllegalArgumentException("Expected a line from 1, or 0 for none, found " + headingLine);
        }
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    /** The first column with this role. */
    public Optional<Integer> column(ColumnRole role) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getValue() == role)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the table can be read with it: something must say the statement. */
    public boolean isUsable() {
        return roles.containsValue(ColumnRole.STATEMENT)
                || roles.containsValue(ColumnRole.INDENTED_STATEMENT)
                || roles.containsValue(ColumnRole.PATH);
    }
}
