/**
 * The approved JSON-LD vocabularies as our own term tables, JSON-LD in safe mode on top of them, and the way from a document to its
 * statements.
 *
 * <p>A table ({@code *.terms} beside this package) states facts and nothing else; {@code tables.list} names them all, for each address
 * the newest content first. {@code context URL} names an address it stands for, {@code revision} what this content is called,
 * {@code fixed} says that its publisher never changes it, {@code short x IRI} gives an abbreviation used as {@code x~name} in the
 * same file. After {@code terms}, with the flags of the scope, each line is one term: its name, its IRI ({@code -} when the name says
 * it, {@code null} when it means nothing, a keyword for another name of that keyword), then {@code of} the datatype ({@code @id},
 * {@code @vocab}, {@code @json} or an IRI), {@code as} its containers, {@code prefix} when it may stand before a colon,
 * {@code turned} when it is read from object to subject, {@code protected} or {@code open}, {@code language L}, {@code without scope}
 * when everything learned so far is forgotten below it, {@code scope} with flags when the deeper lines are terms of its own. The flags
 * of a scope: {@code protected}; {@code bare} unless it knows both {@code id} and {@code type}; {@code passing} or {@code staying} for
 * whether it holds in the nodes below; {@code vocab IRI}; {@code language L}. {@code see URL} takes in another context.
 */
@NullMarked
package org.throughline.credentials.context;

import org.jspecify.annotations.NullMarked;
