package org.throughline.server.records;

import org.throughline.server.organizations.PersonId;

/** A person's consents are other than before; ask {@link Consents#of} what they are now. Published inside the change's transaction. */
public record ConsentChanged(PersonId person) {}
