/** The walls between tenants: who may reach which route, and what the database keeps apart whatever the code asks for. */
@NullMarked
package org.throughline.server.walls;

import org.jspecify.annotations.NullMarked;
