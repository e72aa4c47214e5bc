/**
 * Floor 4: credentials that a person holds, wherever they came from: reports, consent, sharing.
 *
 * <p>May know audit, organizations and custody; never who issued: our own badge comes in through {@link
 * org.throughline.server.records.CredentialIntake} and is verified exactly as a stranger's. Begin there, then {@link
 * org.throughline.server.records.HeldCredentials}. Revocation reaches this room as {@link
 * org.throughline.server.shared.StatusListChanged}.
 */
@NullMarked
package org.throughline.server.records;

import org.jspecify.annotations.NullMarked;
