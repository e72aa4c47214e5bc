/** Achievements for people and for programs: the list, the form that defines one, its public page and its Open Badges JSON. */
@NullMarked
package org.throughline.server.programs.web;

import org.jspecify.annotations.NullMarked;
