package org.throughline.server.cocreation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.json.CaseJsonWriter;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.server.frameworks.ItemLevel;

/** How a draft keeps CASE objects: each as strict CASE 1.1 text without a link to its document. */
final class DraftBodies {
    static final String LEVEL = "throughline:level";
    static final String AT_HIRE = "throughline:requiredAtHiring";

    private static final CaseReader READER = new CaseReader();

    /** A document for items to stand in that are read without theirs. */
    private static final String NOWHERE = """
            {"identifier":"00000000-0000-4000-8000-000000000000","uri":"urn:uuid:00000000-0000-4000-8000-000000000000",\
            "creator":"-","title":"-","lastChangeDateTime":"2000-01-01T00:00:00Z"}""";

    private DraftBodies() {}

    static String of(CFItem item) {
        return text(CaseJsonWriter.write(CaseVersion.V1P1, out -> out.item(item, null)));
    }

    static String of(CFAssociation association) {
        return text(CaseJsonWriter.write(CaseVersion.V1P1, out -> out.association(association, null)));
    }

    static String of(CFDocument document) {
        return text(CaseJsonWriter.write(CaseVersion.V1P1, out -> out.document(document, null)));
    }

    /** Definitions, rubrics and the package's own extensions, as a package with nothing else; null where there are none. */
    static @Nullable String rest(CFPackage pkg) {
        if (pkg.definitions().isEmpty()
                && pkg.rubrics().isEmpty()
                && pkg.extensions().isEmpty()) {
            return null;
        }
        return text(CaseJsonWriter.write(
                CaseVersion.V1P1,
                out -> out.pkg(new CFPackage(
                        pkg.document(), List.of(), List.of(), pkg.definitions(), pkg.rubrics(), pkg.extensions()))));
    }

    static CFItem item(String body) {
        return READER.readItem(body.getBytes(StandardCharsets.UTF_8), "a draft")
                .orElseThrow(() -> new IllegalStateException("a draft's item can't be read"))
                .item();
    }

    /** Many items in one reading. */
    static List<CFItem> items(List<String> bodies) {
        return bodies.isEmpty() ? List.of() : read(NOWHERE, bodies, List.of()).items();
    }

    /** Many objects in one reading, which is far quicker than one by one. */
    static CFPackage read(String document, List<String> items, List<String> associations) {
        String json = "{\"CFDocument\":%s,\"CFItems\":[%s],\"CFAssociations\":[%s]}"
                .formatted(document, String.join(",", items), String.join(",", associations));
        return pkg(json);
    }

    static CFPackage pkg(String json) {
        return switch (READER.readPart(json.getBytes(StandardCharsets.UTF_8), "a draft")) {
            case ReadOutcome.Read read -> read.pkg();
            case ReadOutcome.Refused refused ->
                throw new IllegalStateException("a draft can't be read: " + refused.findings());
        };
    }

    static CFDocument document(String body) {
        return read(body, List.of(), List.of()).document();
    }

    static CFDefinitions definitions(@Nullable String rest) {
        return rest == null ? CFDefinitions.NONE : pkg(rest).definitions();
    }

    static List<CFRubric> rubrics(@Nullable String rest) {
        return rest == null ? List.of() : pkg(rest).rubrics();
    }

    static Extensions extensions(@Nullable String rest) {
        return rest == null ? Extensions.NONE : pkg(rest).extensions();
    }

    /** The texts of an item that people shape. */
    static DraftText text(CFItem item) {
        return new DraftText(
                item.fullStatement(),
                item.humanCodingScheme(),
                item.abbreviatedStatement(),
                item.CFItemType(),
                ItemLevel.stated(item),
                atHire(item),
                item.language(),
                item.educationLevel(),
                item.conceptKeywords(),
                item.notes());
    }

    /** The item with other texts; everything that people do not shape here stays as it is. */
    static CFItem with(CFItem item, DraftText text, Instant now) {
        boolean sameType = java.util.Objects.equals(item.CFItemType(), text.type());
        return item.toBuilder()
                .fullStatement(text.statement())
                .humanCodingScheme(text.code())
                .abbreviatedStatement(text.abbreviatedStatement())
                .CFItemType(text.type())
                .CFItemTypeURI(sameType ? item.CFItemTypeURI() : null)
                .language(text.language())
                .educationLevel(text.educationLevel())
                .conceptKeywords(text.conceptKeywords())
                .notes(text.notes())
                .extensions(extensions(item.extensions(), text))
                .lastChangeDateTime(now)
                .build();
    }

    private static Extensions extensions(Extensions before, DraftText text) {
        Map<String, Extensions.Value> values = new LinkedHashMap<>(before.values());
        String levelName = LEVEL;
        for (Map.Entry<String, Extensions.Value> each : before.values().entrySet()) {
            if (ItemLevel.isLevel(each.getKey()) && each.getValue() instanceof Extensions.Text) {
                levelName = each.getKey();
                break;
            }
        }
        if (text.level() == null) {
            values.remove(levelName);
        } else {
            values.put(levelName, new Extensions.Text(text.level()));
        }
        values.keySet().removeIf(name -> isAtHire(name) && !(text.atHire() && name.equals(AT_HIRE)));
        if (text.atHire()) {
            values.put(AT_HIRE, new Extensions.Json("true"));
        }
        return new Extensions(values);
    }

    private static boolean atHire(CFItem item) {
        return item.extensions().values().entrySet().stream()
                .anyMatch(each -> isAtHire(each.getKey())
                        && switch (each.getValue()) {
                            case Extensions.Text said -> said.text().strip().equalsIgnoreCase("true");
                            case Extensions.Json said -> said.json().strip().equals("true");
                        });
    }

    private static boolean isAtHire(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.equals("requiredathiring") || plain.endsWith(":requiredathiring");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
