package org.throughline.server.frameworks;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.exchange.ExportForm;
import org.throughline.caseformat.model.CFPackage;

/** A framework as it stands, written in one of the forms that others read. */
@Component
public final class FrameworkDownloads {
    private final Versions versions;

    FrameworkDownloads(Versions versions) {
        this.versions = versions;
    }

    /** The forms, with what each can't hold. */
    public enum Form {
        CASE_1_1(ExportForm.CASE_1_1, "CASE 1.1 (JSON)", "Everything.", "case.json"),
        CASE_1_0(
                ExportForm.CASE_1_0,
                "CASE 1.0 (JSON)",
                "Without what 1.1 brought: extensions, an item's subjects, notes on associations; translations become related statements.",
                "case10.json"),
        XLSX(ExportForm.XLSX, "Workbook (XLSX)", "Everything; imported again it is the same framework.", "xlsx"),
        CSV(
                ExportForm.CSV,
                "Table (CSV)",
                "The statements and how they hang together, without definitions, rubrics and extensions.",
                "csv"),
        CTDL_ASN(
                ExportForm.CTDL_ASN,
                "CTDL-ASN (JSON-LD)",
                "The statements, the tree and the alignments, as the Credential Registry reads them; without rubrics and groupings.",
                "jsonld"),
        CTDL_ASN_CSV(
                ExportForm.CTDL_ASN_CSV,
                "CTDL-ASN (CSV)",
                "The same as a table, with the columns that the Registry and CaSS exchange.",
                "ctdl-asn.csv"),
        RSD(
                ExportForm.RSD,
                "Rich Skill Descriptors (JSON)",
                "A list of skills with their keywords and alignments, without the tree.",
                "rsd.json"),
        RSD_CSV(
                ExportForm.RSD_CSV,
                "Rich Skill Descriptors (CSV)",
                "The same as a table that the Open Skills Network's tool exports and imports; without dates and status.",
                "rsd.csv");

        private final ExportForm as;
        private final String title;
        private final String holds;
        private final String ending;

        Form(ExportForm as, String title, String holds, String ending) {
            this.as = as;
            this.title = title;
            this.holds = holds;
            this.ending = ending;
        }

        /** The form that an address names. */
        public static Optional<Form> named(String word) {
            for (Form form : values()) {
                if (form.word().equals(word)) {
                    return Optional.of(form);
                }
            }
            return Optional.empty();
        }

        /** How addresses name it. */
        public String word() {
            return as.word();
        }

        /** How people name it. */
        public String title() {
            return title;
        }

        /** What it holds, and what not, in a sentence. */
        public String holds() {
            return holds;
        }

        /** What a file of it ends in, without the first point. */
        public String ending() {
            return ending;
        }

        /** Its media type. */
        public String type() {
            return as.mediaType();
        }
    }

    /** The framework in this form; empty where it is not here. */
    public Optional<byte[]> write(FrameworkId framework, Form form) {
        return versions.newest(framework)
                .flatMap(version -> form == Form.CASE_1_1
                        ? versions.text(framework, version.number()) // as it is stored
                        : pkg(framework, version).map(form.as::write));
    }

    private Optional<CFPackage> pkg(FrameworkId framework, FrameworkVersion version) {
        return versions.pkg(framework, version.number());
    }
}
