package org.throughline.credentials.check;

import java.util.List;

/** Is this a document that means one thing to every reader, of a kind that we know? */
public final class FormatCheck implements Check {

    private static final String ID = "format";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String spec() {
        return "RFC 8259 section 4, RFC 7493 section 2; VC Data Model 2.0 section 6.1";
    }

    @Override
    public CheckResult examine(Examination examination) {
        return switch (examination.type()) {
            case OPEN_BADGE -> passed("An Open Badge 3.0 in well-formed JSON");
            case CLR -> passed("A Comprehensive Learner Record 2.0 in well-formed JSON");
            case STATUS_LIST -> passed("A Bitstring Status List in well-formed JSON");
            case CREDENTIAL -> passed("A Verifiable Credential 2.0 in well-formed JSON");
            case CREDENTIAL_1_1 ->
                undetermined("Credentials of the first data model (1.1) are not supported yet", "/@context");
            case OTHER -> other(examination);
        };
    }

    private CheckResult other(Examination examination) {
        List<String> types = examination.claimed().types();
        for (String known : List.of(
                "VerifiablePresentation",
                "EnvelopedVerifiableCredential",
                "EnvelopedVerifiablePresentation",
                "Assertion")) {
            if (types.contains(known)) {
                return undetermined("Documents of the type " + known + " are not supported yet", "/type");
            }
        }
        return failed("This is JSON, but no credential: its types do not include VerifiableCredential", "/type");
    }

    /** The whole report about bytes that could not be read. */
    public static VerificationReport unreadable(
            boolean onlyUnsupported, String format, String message, String pointer) {
        FormatCheck check = new FormatCheck();
        CheckResult result = onlyUnsupported ? check.undetermined(message, pointer) : check.failed(message, pointer);
        List<CheckResult> results = List.of(result);
        return new VerificationReport(Verdict.of(results), format, results, List.of(), List.of(), null);
    }
}
