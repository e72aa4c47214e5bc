package org.throughline.credentials.model;

/**
 * Where a credential says that its status can be looked up (VC Data Model 2.0, section 4.10 Status).
 */
public sealed interface CredentialStatus permits BitstringStatusListEntry {}
