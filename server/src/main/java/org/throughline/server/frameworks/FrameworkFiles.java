package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.ColumnRole;
import org.throughline.caseformat.exchange.FrameworkForm;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import org.throughline.caseformat.exchange.FrameworkReader;
import org.throughline.caseformat.exchange.SheetColumns;
import org.throughline.caseformat.exchange.SheetForm;
import org.throughline.caseformat.exchange.SheetOutcome;
import org.throughline.caseformat.exchange.SheetReader;
import org.throughline.caseformat.exchange.SheetRequest;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Reads whatever people bring: CASE JSON, workbooks and tables. The bytes tell which, not the name. */
@Component
public final class FrameworkFiles {
    private static final FrameworkReader DOOR = new FrameworkReader();
    private static final SheetReader SHEETS = new SheetReader();

    private final Versions versions;

    FrameworkFiles(Versions versions) {
        this.versions = versions;
    }

    /** Reads one file. What a table leaves open is taken from the framework that it updates. */
    public FrameworkFile read(byte[] bytes, IncomingForm how) {
        if (!isWhole(bytes)) {
            return sheet(bytes, how);
        }
        @Nullable Integer part = how.part();
        SheetRequest request = SheetRequest.of(how.sourceName(), how.asOf());
        return whole(
                part == null
                        ? DOOR.read(bytes, request)
                        : DOOR.readAll(bytes, request).get(part - 1),
                how);
    }

    /** Reads every framework of a file: a graph of the Credential Registry or a list of packages may hold several. */
    public List<FrameworkFile> readAll(byte[] bytes, IncomingForm how) {
        return isWhole(bytes)
                ? DOOR.readAll(bytes, SheetRequest.of(how.sourceName(), how.asOf())).stream()
                        .map(outcome -> whole(outcome, how))
                        .toList()
                : List.of(sheet(bytes, how));
    }

    /** The sheets and columns of a table; empty for any other file. */
    public Optional<SheetColumns> columns(byte[] bytes, IncomingForm how) {
        return isWhole(bytes) ? Optional.empty() : Optional.of(SHEETS.columns(bytes, how.sourceName()));
    }

    /**
     * The mapping that somebody says in words, on top of what the headings tell.
     *
     * @param words such as {@code statement=Skill} or {@code parent=B}: a role, and the heading or letter of a column
     */
    public ColumnMapping mapping(byte[] bytes, IncomingForm how, List<String> words) {
        SheetColumns columns = columns(bytes, how)
                .orElseThrow(() -> new Problem(ProblemType.BAD_INPUT, "Only tables have columns to speak of."));
        SheetColumns.Sheet sheet = columns.sheets().stream()
                .filter(one -> !one.hidden())
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.CASE_INVALID, "The file has no table."));
        Map<Integer, ColumnRole> roles = new TreeMap<>(sheet.guess().roles());
        for (String word : words) {
            int equals = word.indexOf('=');
            ColumnRole role = role(equals < 0 ? word : word.substring(0, equals));
            SheetColumns.Column column = column(sheet, equals < 0 ? "" : word.substring(equals + 1));
            if (role != ColumnRole.PATH) {
                roles.values().removeIf(role::equals);
            }
            roles.put(column.index(), role);
        }
        return new ColumnMapping(sheet.name(), sheet.guess().headingLine(), roles);
    }

    /** What to say where a table leaves open what its columns mean. */
    public static Problem needsColumns(SheetColumns columns) {
        List<String> lines = new ArrayList<>();
        columns.sheets()
                .forEach(sheet -> sheet.columns()
                        .forEach(column -> lines.add("%s, column %s: “%s”%s"
                                .formatted(
                                        sheet.name(),
                                        column.letter(),
                                        column.heading(),
                                        column.guess() == null ? "" : ", which looks like " + word(column.guess())))));
        return new Problem(
                ProblemType.CASE_INVALID,
                "The headings do not tell which column is the statement. Say it, such as --column statement=A.",
                lines);
    }

    /** A role as people type it: {@code abbreviated-statement}. */
    public static String word(ColumnRole role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ColumnRole role(String word) {
        try {
            return ColumnRole.valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "“%s” is nothing that a column says. Usual are statement, code, parent, level, path, identifier, item-type and notes."
                            .formatted(word.strip()));
        }
    }

    private static SheetColumns.Column column(SheetColumns.Sheet sheet, String named) {
        String wanted = named.strip();
        return sheet.columns().stream()
                .filter(column -> column.heading().strip().equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> sheet.columns().stream()
                        .filter(column -> column.letter().equalsIgnoreCase(wanted))
                        .findFirst())
                .orElseThrow(() ->
                        new Problem(ProblemType.BAD_INPUT, "%s has no column “%s”.".formatted(sheet.name(), wanted)));
    }

    private static FrameworkFile whole(FrameworkOutcome outcome, IncomingForm how) {
        return switch (outcome) {
            case FrameworkOutcome.Read read -> {
                CFDocument document = read.pkg().document();
                boolean other = how.target() != null
                        && !document.identifier().equals(how.target().value());
                yield other
                        ? new FrameworkFile.Refused(List.of(new Finding(
                                Severity.ERROR,
                                "another-framework",
                                "/CFDocument/identifier",
                                "The package is “%s”, not the framework that it should update."
                                        .formatted(document.title()))))
                        : new FrameworkFile.Whole(read.pkg(), words(read.form()), null, read.findings());
            }
            case FrameworkOutcome.NeedsColumns needs -> new FrameworkFile.Table(needs.columns(), needs.findings());
            case FrameworkOutcome.Refused refused -> new FrameworkFile.Refused(refused.findings());
        };
    }

    private static String words(FrameworkForm form) {
        return form == FrameworkForm.CASE_JSON ? "A CASE package (JSON)" : form.words();
    }

    private FrameworkFile sheet(byte[] bytes, IncomingForm how) {
        SheetRequest request = SheetRequest.of(how.sourceName(), how.asOf()).with(how.unmentioned());
        if (how.mapping() != null) {
            request = request.with(how.mapping());
        }
        if (how.target() != null) {
            CFPackage target = standing(how.target()).orElseThrow(Problem::notFound);
            return incoming(SHEETS.read(bytes, request.updating(target)));
        }
        SheetOutcome first = SHEETS.read(bytes, request);
        if (first instanceof SheetOutcome.Read read) {
            Optional<CFPackage> standing =
                    standing(new FrameworkId(read.pkg().document().identifier()));
            if (standing.isPresent()) {
                return incoming(SHEETS.read(bytes, request.updating(standing.get())));
            }
        }
        return incoming(first);
    }

    private static FrameworkFile incoming(SheetOutcome outcome) {
        return switch (outcome) {
            case SheetOutcome.Read read ->
                new FrameworkFile.Whole(
                        read.pkg(),
                        words(read.form()),
                        read.form() == SheetForm.PLAIN_TABLE ? read.mapping() : null,
                        read.findings());
            case SheetOutcome.NeedsColumns needs -> new FrameworkFile.Table(needs.columns(), needs.findings());
            case SheetOutcome.Refused refused -> new FrameworkFile.Refused(refused.findings());
        };
    }

    private Optional<CFPackage> standing(FrameworkId framework) {
        return versions.newest(framework).flatMap(version -> versions.pkg(framework, version.number()));
    }

    private static String words(SheetForm form) {
        return switch (form) {
            case WHOLE_WORKBOOK -> "A whole workbook as this server writes it";
            case OPENSALT_WORKBOOK -> "A workbook in OpenSALT's form";
            case OPENSALT_TABLE -> "A table in OpenSALT's form";
            case OPENCASE_TABLE -> "A table in OpenCASE's form";
            case COMPEITO_TABLE -> "A table in compeito's form";
            case COMPEITO_RUBRICS -> "A table of rubrics in compeito's form";
            case PLAIN_TABLE -> "A plain table";
        };
    }

    /** Whether a file is read whole, without a word about columns. */
    private static boolean isWhole(byte[] bytes) {
        return isJson(bytes) || FrameworkReader.isResourceTable(bytes);
    }

    /** Whether the first character that says something begins an object or a list. */
    private static boolean isJson(byte[] bytes) {
        @Nullable Byte first = null;
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        for (int i = from; i < bytes.length && first == null; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                first = bytes[i];
            }
        }
        return first == null || first == '{' || first == '[' || first == '<';
    }
}
