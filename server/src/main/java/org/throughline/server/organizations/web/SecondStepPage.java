package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's second step.
 *
 * @param enrolment what their program reads, while it is being switched on
 * @param recoveryCodes shown once, right after it was switched on
 */
public record SecondStepPage(
        boolean on,
        int codesLeft,
        @Nullable Enrolment enrolment,
        List<String> recoveryCodes,
        @Nullable String error) {
    public SecondStepPage {
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    /** The secret as a QR code and, for typing, in groups of four. */
    public record Enrolment(String qrPath, int qrSize, String typed) {}
}
