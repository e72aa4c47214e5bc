package org.throughline.caseformat.json;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of the package as it was written, with the identifier it has for us.
 *
 * @param object the JSON
 * @param pointer where it stands in the file
 * @param identifier the identifier it is known by from here on
 * @param original the identifier as written where ours differs from it by more than spelling, else empty
 */
record Written(ObjectNode object, String pointer, UUID identifier, String original) {}
