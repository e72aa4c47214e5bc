/** The words of Open Badges 3.0, CLR 2.0 and VC 2.0 as plain values; it knows nothing of JSON, keys or the network. */
@NullMarked
package org.throughline.credentials.model;

import org.jspecify.annotations.NullMarked;
