package org.throughline.server.custody;

import org.throughline.server.organizations.OrganizationId;

/**
 * Two people said that others may have a key. Told in the transaction in which it was decided.
 *
 * @param multibase the key
 */
public record KeyCompromised(OrganizationId organization, String multibase) {}
