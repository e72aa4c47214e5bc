package org.throughline.credentials.check;

import java.util.List;
import java.util.regex.Pattern;

/** Is this a document that means one thing to every reader, of a kind that we know? */
public final class FormatCheck implements Check {

    private static final String ID = "format";

    /** As themselves, or escaped as JSON allows. */
    private static final Pattern DIRECTIONS = Pattern.compile(
            "[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]|(?i:\\\\u(202[a-e]|206[6-9]|200[ef]|061c))");

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
        DocumentType type = examination.type();
        if (type == DocumentType.OTHER) {
            return other(examination);
        }
        warnOfHiddenDirections(examination);
        return passed(type.words(examination.model())
                + (examination.token() == null ? " in well-formed JSON" : " in the form of a signed token"));
    }

    /** Such characters make a name look otherwise than it is written (UTS 39): "gepj.exe" may be read as "exe.jpeg". */
    private static void warnOfHiddenDirections(Examination examination) {
        if (mayHoldDirections(examination.text())
                && DIRECTIONS.matcher(examination.text()).find()) {
            examination.warn(
                    "Its text holds characters that change the direction of reading (bidirectional controls), so names may look"
                            + " otherwise than they are written.");
        }
    }

    /** Text without an escape or a character from U+061C on holds none; looking for that is cheap. */
    private static boolean mayHoldDirections(String text) {
        return text.indexOf("\\u") >= 0 || text.chars().anyMatch(c -> c >= 0x061c);
    }

    private CheckResult other(Examination examination) {
        List<String> types = examination.claimed().types();
        if (types.contains("VerifiableCredential") && types.contains("VerifiablePresentation")) {
            return failed("It says that it is a credential and a presentation at once", "/type");
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

    /** The report about a credential, with the sentence where it was found. */
    public static VerificationReport baked(VerificationReport inside, String words) {
        List<CheckResult> results = inside.checks().stream()
                .map(r -> r.id().equals(ID)
                        ? new CheckResult(r.id(), r.outcome(), r.message() + ", " + words, r.pointer(), r.spec())
                        : r)
                .toList();
        return new VerificationReport(
                inside.verdict(), inside.format(), results, inside.warnings(), inside.children(), inside.claimed());
    }
}
