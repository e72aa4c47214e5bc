package org.throughline.server.partnerships.web;

import org.jspecify.annotations.Nullable;

/** What an invited organization reads before it answers. */
public record InvitationPage(
        String name,
        String convener,
        String organization,
        String purpose,
        @Nullable String commitment,
        @Nullable String hours,
        String action,
        boolean mayAnswer) {}
