/**
 * The approved JSON-LD vocabularies as our own term tables, and JSON-LD in safe mode on top of them.
 *
 * <p>A table ({@code *.terms} beside this package) states facts and nothing else. {@code context URL [protected]} names the
 * context it stands for, {@code short x IRI} an abbreviation used as {@code x~name} in the same file, and after {@code terms}
 * each line is one term: its name, its IRI, then {@code of} the datatype ({@code @id}, {@code @vocab}, {@code @json} or an
 * IRI), {@code as} its container, {@code prefix} when it may stand before a colon, {@code without scope} when everything
 * learned so far is forgotten below it. Deeper lines are the terms of its own scope; every scope knows {@code id} and
 * {@code type} unless it is {@code bare}.
 */
@NullMarked
package org.throughline.credentials.context;

import org.jspecify.annotations.NullMarked;
