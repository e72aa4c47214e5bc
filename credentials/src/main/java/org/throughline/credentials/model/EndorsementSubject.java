package org.throughline.credentials.model;

import org.jspecify.annotations.Nullable;

/**
 * What is endorsed, and why (Open Badges 3.0, B.1.16 EndorsementSubject).
 *
 * @param id  the id of the credential, achievement or profile
 * @param endorsementComment  the reason, in Markdown
 */
public record EndorsementSubject(String id, @Nullable String endorsementComment) {}
