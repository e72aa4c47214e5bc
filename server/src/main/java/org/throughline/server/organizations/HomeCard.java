package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person, or that they may begin with, on their home page.
 *
 * @param title what it is: "Crosswalks"
 * @param text one sentence with what waits: "12 pairs wait for a decision."
 * @param href where the next step is, a path on this server
 * @param action the words of the link: "Decide pairs"
 * @param organization on whose behalf; null for the person's own
 * @param waiting how many things wait; cards with more than 0 stand first
 */
public record HomeCard(
        String title,
        String text,
        String href,
        String action,
        @Nullable OrganizationId organization,
        int waiting) {}
