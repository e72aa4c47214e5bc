package org.throughline.caseformat.exchange;

/** The forms in which a file can hold a framework. */
public enum FrameworkForm {
    CASE_JSON("CASE JSON"),
    RSD_JSON("Rich Skill Descriptors (JSON)"),
    CTDL_ASN_JSON("CTDL-ASN (JSON-LD)"),
    OSMT_CSV("Rich Skill Descriptors (CSV)"),
    CTDL_ASN_CSV("CTDL-ASN (CSV)"),
    SHEET("a CSV or XLSX of items");

    private final String words;

    FrameworkForm(String words) {
        this.words = words;
    }

    /** The form as people call it. */
    public String words() {
        return words;
    }
}
