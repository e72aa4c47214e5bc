package org.throughline.server.organizations;

import java.text.Normalizer;
import java.util.Locale;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * An e-mail address as it was written, and the key by which it is found again whatever its case.
 *
 * @param text without blanks around it, at most 254 characters (RFC 5321 section 4.5.3.1.3)
 */
record EmailAddress(String text) {
    private static final int MAX_LENGTH = 254;

    EmailAddress {
        text = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int at = text.lastIndexOf('@');
        if (text.length() > MAX_LENGTH
                || at < 1
                || at == text.length() - 1
                || text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "'%s' is not an e-mail address; one looks like name@example.org."
                            .formatted(text.substring(0, Math.min(text.length(), 80))));
        }
    }

    String key() {
        return text.toLowerCase(Locale.ROOT);
    }
}
