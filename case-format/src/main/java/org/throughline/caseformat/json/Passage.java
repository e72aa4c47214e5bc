package org.throughline.caseformat.json;

import tools.jackson.databind.node.ObjectNode;

/** An object of the file that can be read again whenever it is needed, and need not be kept until then. */
interface Passage {

    ObjectNode object();
}
