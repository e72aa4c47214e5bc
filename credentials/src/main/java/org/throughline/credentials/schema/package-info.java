/** JSON Schemas that credentials name: strangers' documents, compared within limits. Knows nothing of checks; begin at {@code CredentialSchema}. */
@NullMarked
package org.throughline.credentials.schema;

import org.jspecify.annotations.NullMarked;
