package org.throughline.caseformat.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** The forms in which a framework is handed out. */
public enum ExportForm {
    CASE_1_1("case1.1", "json", "application/json"),
    CASE_1_0("case1.0", "json", "application/json"),
    XLSX("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("csv", "csv", "text/csv; charset=UTF-8"),
    RSD("rsd", "json", "application/json"),
    RSD_CSV("rsd-csv", "csv", "text/csv; charset=UTF-8"),
    CTDL_ASN("ctdl-asn", "jsonld", "application/ld+json"),
    CTDL_ASN_CSV("ctdl-asn-csv", "csv", "text/csv; charset=UTF-8");

    private final String word;
    private final String fileEnding;
    private final String mediaType;

    ExportForm(String word, String fileEnding, String mediaType) {
        this.word = word;
        this.fileEnding = fileEnding;
        this.mediaType = mediaType;
    }

    /** The form as commands and addresses call it, such as {@code case1.1}. */
    public String word() {
        return word;
    }

    /** How the name of such a file ends, without the dot. */
    public String fileEnding() {
        return fileEnding;
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The form of this word. */
    public static Optional<ExportForm> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
    }

    /** The form that a file of this name is in: a table where the name ends so and the form has one, else this very form. */
    public ExportForm forFile(String name) {
        boolean table = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        return switch (this) {
            case RSD -> table ? RSD_CSV : this;
            case CTDL_ASN -> table ? CTDL_ASN_CSV : this;
            case CASE_1_1, CASE_1_0, XLSX, CSV, RSD_CSV, CTDL_ASN_CSV -> this;
        };
    }

    /** The file. */
    public byte[] write(CFPackage pkg) {
        return switch (this) {
            case CASE_1_1 -> new CaseWriter().write(pkg, CaseVersion.V1P1);
            case CASE_1_0 -> new CaseWriter().write(pkg, CaseVersion.V1P0);
            case XLSX -> new WorkbookWriter().write(pkg);
            case CSV -> new CsvWriter().write(pkg);
            case RSD -> RsdWriter.write(pkg);
            case RSD_CSV -> OsmtCsv.write(pkg);
            case CTDL_ASN -> CtdlAsnWriter.write(pkg);
            case CTDL_ASN_CSV -> CtdlAsnCsv.write(pkg);
        };
    }

    /** What this framework says that the form has no place for: a warning for each kind, nothing where the form holds everything. */
    public List<Finding> losses(CFPackage pkg) {
        return switch (this) {
            case CASE_1_1, XLSX -> List.of();
            case CASE_1_0 -> lostInCase1p0(pkg);
            case CSV -> new CsvWriter().losses(pkg);
            case RSD -> RsdWriter.losses(pkg);
            case RSD_CSV ->
                Stream.concat(RsdWriter.losses(pkg).stream(), OsmtCsv.losses(pkg).stream())
                        .toList();
            case CTDL_ASN, CTDL_ASN_CSV -> CtdlAsnWriter.losses(pkg);
        };
    }

    private static List<Finding> lostInCase1p0(CFPackage pkg) {
        Losses losses = new Losses("not-in-case-1.0", "CASE 1.0");
        losses.found("CFDocument.frameworkType", pkg.document().frameworkType());
        losses.found("CFDocument.caseVersion", pkg.document().caseVersion());
        losses.extensions("CFDocument.extensions", pkg.document().extensions(), "");
        losses.extensions("CFPackage.extensions", pkg.extensions(), "");
        for (CFItem item : pkg.items()) {
            losses.found("CFItem.subject", item.subject());
            losses.found("CFItem.subjectURI", item.subjectURI());
            losses.extensions("CFItem.extensions", item.extensions(), "");
        }
        for (CFAssociation one : pkg.associations()) {
            losses.found("CFAssociation.notes", one.notes());
            losses.found("targetType", one.originNodeURI().targetType());
            losses.found("targetType", one.destinationNodeURI().targetType());
            losses.extensions("CFAssociation.extensions", one.extensions(), "");
            boolean known = switch (one.associationType()) {
                case AssociationType.Standard standard -> standard != AssociationType.Standard.IS_TRANSLATION_OF;
                case AssociationType.Extension own -> false;
            };
            losses.found(
                    "the association type " + one.associationType().wire() + " (written as isRelatedTo)",
                    known ? null : one.destinationNodeURI().title());
        }
        return losses.all();
    }
}
