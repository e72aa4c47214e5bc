package org.throughline.server.alignment.web;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.server.face.Option;

/** The relations that people choose from, in words. */
public final class RelationOptions {
    /** In the order of the keys 1 to 5. */
    public static final List<Option> ALL = Words.OFFERED.stream()
            .map(relation -> Option.of(relation.word(), relation.words()))
            .toList();

    /** The same for a resolution, which may also say that the pair does not belong together. */
    public static final List<Option> RESOLVING = Stream.concat(
                    ALL.stream(), Stream.of(Option.of("none", "no answer to it")))
            .toList();

    private RelationOptions() {}
}
