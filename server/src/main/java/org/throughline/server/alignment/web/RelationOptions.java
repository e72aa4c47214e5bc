package org.throughline.server.alignment.web;

import java.util.List;
import org.throughline.server.face.Option;

/** The relations that people choose from, in words. */
public final class RelationOptions {
    /** In the order of the keys 1 to 5. */
    public static final List<Option> ALL = Words.OFFERED.stream()
            .map(relation -> Option.of(relation.word(), relation.words()))
            .toList();

    private RelationOptions() {}
}
