package org.throughline.caseformat.exchange;

/**
 * The apostrophe that keeps a spreadsheet from running a text of a CSV as a formula. Off is exactly the reverse of on, also for
 * texts that begin with apostrophes of their own.
 */
final class FormulaGuard {

    private static final String TRIGGERS = "=+-@\t\r";

    private FormulaGuard() {}

    /** The text as it may stand in a CSV. */
    static String on(String text) {
        return runs(text, 0) ? "'" + text : text;
    }

    /** The text as it was meant. */
    static String off(String text) {
        return text.startsWith("'") && runs(text, 1) ? text.substring(1) : text;
    }

    private static boolean runs(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length() && TRIGGERS.indexOf(text.charAt(at)) >= 0;
    }
}
