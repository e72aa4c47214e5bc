/** Frameworks for people and for machines: the pages, and the CASE API. */
@NullMarked
package org.throughline.server.frameworks.web;

import org.jspecify.annotations.NullMarked;
