/** Floor 2: letters to people. A room leaves one in the transaction of its act ({@link Outbox}); the postman carries it later. */
@NullMarked
package org.throughline.server.mail;

import org.jspecify.annotations.NullMarked;
