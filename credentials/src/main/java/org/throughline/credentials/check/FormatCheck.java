package org.throughline.credentials.check;

import java.util.List;

/** Is this a document that means one thing to every reader, of a kind that we know? */
public final class FormatCheck implements Check {

    private static final String ID = "format";

    /** As themselves, or escaped as JSON allows. */
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
        if (holdsDirections(examination.text())) {
            examination.warn(
                    "Its text holds characters that change the direction of reading (bidirectional controls), so names may look"
                            + " otherwise than they are written.");
        }
    }

    private static boolean holdsDirections(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' ? isDirection(escaped(text, i + 1)) : c >= '\u061c' && isDirection(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDirection(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** The character of an escape such as {@code \\u202e}; 0 where there is none. */
    private static int escaped(String text, int at) {
        if (at + 5 > text.length() || text.charAt(at) != 'u') {
            return 0;
        }
        int value = 0;
        for (int i = at + 1; i < at + 5; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return 0;
            }
            value = value * 16 + digit;
        }
        return value;
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

    /** The report about a credential, with the sentence where it was found; of one that was refreshed, that stands with the one that was given. */
    public static VerificationReport baked(VerificationReport inside, String words) {
        if (inside.refreshed() != null) {
            return inside.withGiven(baked(inside.refreshed().given(), words));
        }
        return inside.withChecks(inside.checks().stream()
                .map(r -> r.id().equals(ID)
                        ? new CheckResult(r.id(), r.outcome(), r.message() + ", " + words, r.pointer(), r.spec())
                        : r)
                .toList());
    }
}
