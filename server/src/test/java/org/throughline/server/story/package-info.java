/** The main job from end to end, against the built server in a process of its own. */
@org.jspecify.annotations.NullMarked
package org.throughline.server.story;
