package org.throughline.server.cocreation.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.cocreation.DraftMerge;
import org.throughline.server.face.Dates;
import org.throughline.server.frameworks.FrameworkVersion;

/**
 * The versions that another text went through since it was common ground, and with which of them something in it changed: the one version that
 * there was since, or the one in whose time the date of the last change falls. A date that says nothing of the kind is believed to say nothing.
 */
final class MergedVersions {
    private static final int ROWS = 20;

    private final List<FrameworkVersion> since;
    private final Instant before;
    private final Map<String, Instant> changes = new HashMap<>();
    private final Function<FrameworkVersion, Optional<String>> by;

    /**
     * @param all every version of the other side
     * @param by who brought a version, where that may be told
     */
    MergedVersions(List<FrameworkVersion> all, DraftMerge.Look look, Function<FrameworkVersion, Optional<String>> by) {
        this.since = all.stream()
                .filter(version -> version.number() > look.from()
                        && version.number() <= look.seen().other())
                .sorted(Comparator.comparingInt(FrameworkVersion::number))
                .toList();
        this.before = all.stream()
                .filter(version -> version.number() == look.from())
                .map(FrameworkVersion::recordedAt)
                .findFirst()
                .orElse(Instant.MIN);
        this.by = by;
        changes.put(
                look.theirs().document().identifier().toString(),
                look.theirs().document().lastChangeDateTime());
        look.theirs().items().forEach(item -> changes.put(item.identifier().toString(), item.lastChangeDateTime()));
    }

    /** The newest first. */
    List<MergePage.Version> rows() {
        return since.reversed().stream()
                .limit(ROWS)
                .map(version -> new MergePage.Version(
                        version.number(),
                        Dates.words(version.recordedAt()),
                        by.apply(version).orElse(null),
                        version.note().isBlank() ? null : version.note()))
                .toList();
    }

    /** With which version an item or the document changed last, when that came to stand, and who brought it. */
    Optional<String> of(String node) {
        return (since.size() == 1 ? Optional.of(since.getFirst()) : dated(changes.get(node)))
                .map(version -> Stream.of(
                                Optional.of("Version " + version.number()),
                                Optional.of(Dates.words(version.recordedAt())),
                                by.apply(version))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ")));
    }

    private Optional<FrameworkVersion> dated(@Nullable Instant change) {
        return change == null || !change.isAfter(before)
                ? Optional.empty()
                : since.stream()
                        .filter(version -> !version.recordedAt().isBefore(change))
                        .findFirst();
    }
}
