/** Letters, brought to a real SMTP server. */
@NullMarked
package org.throughline.server.mail;

import org.jspecify.annotations.NullMarked;
