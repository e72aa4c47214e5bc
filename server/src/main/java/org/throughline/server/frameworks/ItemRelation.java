package org.throughline.server.frameworks;

import java.util.UUID;
import org.throughline.server.shared.ItemUri;

/**
 * A published link between an item and another node, other than the tree itself.
 *
 * @param outgoing whether the item is the origin
 * @param type CASE's word
 * @param words the same for people
 * @param title what the publisher calls the other node
 * @param other where the other node is told about
 */
public record ItemRelation(
        UUID association, boolean outgoing, String type, String words, String title, ItemUri other) {}
