package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a member of an organization by name, and that others must take up when they leave.
 *
 * @param text one sentence: "2 invitations that they sent are not answered."
 * @param href where an owner sees to it; null where nothing must be done
 */
public record RestingDuty(String text, @Nullable String href) {}
