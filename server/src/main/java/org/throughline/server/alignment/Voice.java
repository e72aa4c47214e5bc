package org.throughline.server.alignment;

import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Who decides, and for which of the organizations behind a crosswalk. */
public record Voice(OrganizationId organization, PersonId person) {}
