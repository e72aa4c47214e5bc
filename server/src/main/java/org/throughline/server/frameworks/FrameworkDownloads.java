package org.throughline.server.frameworks;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.exchange.CsvWriter;
import org.throughline.caseformat.exchange.ExportForm;
import org.throughline.caseformat.exchange.WorkbookWriter;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** A framework as it stands, written in one of the forms that others read. */
@Component
public final class FrameworkDownloads {
    private final Versions versions;

    FrameworkDownloads(Versions versions) {
        this.versions = versions;
    }

    /** The forms, with what each can't hold. */
    public enum Form {
        CASE_1_1("case1.1", "CASE 1.1 (JSON)", "Everything.", "case.json", "application/json"),
        CASE_1_0(
                "case1.0",
                "CASE 1.0 (JSON)",
                "Without what 1.1 brought: extensions, an item's subjects, notes on associations; translations become related statements.",
                "case10.json",
                "application/json"),
        XLSX(
                "xlsx",
                "Workbook (XLSX)",
                "Everything; imported again it is the same framework.",
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        CSV(
                "csv",
                "Table (CSV)",
                "The statements and how they hang together, without definitions, rubrics and extensions.",
                "csv",
                "text/csv"),
        CTDL_ASN(
                "ctdl-asn",
                "CTDL-ASN (JSON-LD)",
                "The statements, the tree and the alignments, as the Credential Registry reads them; without rubrics and groupings.",
                "jsonld",
                "application/ld+json"),
        RSD(
                "rsd",
                "Rich Skill Descriptors (JSON)",
                "A list of skills with their keywords and alignments, without the tree.",
                "rsd.json",
                "application/json");

        private final String word;
        private final String title;
        private final String holds;
        private final String ending;
        private final String type;

        Form(String word, String title, String holds, String ending, String type) {
            this.word = word;
            this.title = title;
            this.holds = holds;
            this.ending = ending;
            this.type = type;
        }

        /** The form that an address names. */
        public static Optional<Form> named(String word) {
            for (Form form : values()) {
                if (form.word.equals(word)) {
                    return Optional.of(form);
                }
            }
            return Optional.empty();
        }

        /** How addresses name it. */
        public String word() {
            return word;
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
            return type;
        }
    }

    /** The framework in this form; empty where it is not here. */
    public Optional<byte[]> write(FrameworkId framework, Form form) {
        return versions.newest(framework).flatMap(version -> switch (form) {
            case CASE_1_1 -> versions.text(framework, version.number());
            case CASE_1_0 -> pkg(framework, version).map(pkg -> new CaseWriter().write(pkg, CaseVersion.V1P0));
            case XLSX -> pkg(framework, version).map(pkg -> new WorkbookWriter().write(pkg));
            case CSV -> pkg(framework, version).map(pkg -> new CsvWriter().write(pkg));
            case CTDL_ASN -> pkg(framework, version).map(ExportForm.CTDL_ASN::write);
            case RSD -> pkg(framework, version).map(ExportForm.RSD::write);
        });
    }

    private Optional<CFPackage> pkg(FrameworkId framework, FrameworkVersion version) {
        return versions.pkg(framework, version.number());
    }
}
