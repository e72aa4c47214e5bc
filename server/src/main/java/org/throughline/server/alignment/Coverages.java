package org.throughline.server.alignment;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** What crosswalks amount to. Who may see it is the question of the pages. */
@Component
public final class Coverages {
    private final CrosswalkRows crosswalks;
    private final Pairs pairs;
    private final BoardRows rows;
    private final CrosswalkBoards boards;
    private final Steps steps;
    private final Frameworks frameworks;

    Coverages(
            CrosswalkRows crosswalks,
            Pairs pairs,
            BoardRows rows,
            CrosswalkBoards boards,
            Steps steps,
            Frameworks frameworks) {
        this.crosswalks = crosswalks;
        this.pairs = pairs;
        this.rows = rows;
        this.boards = boards;
        this.steps = steps;
        this.frameworks = frameworks;
    }

    /** The coverage of a crosswalk by its accepted alignments, with both trees. */
    public CoverageStudy of(CrosswalkId id) {
        Crosswalk crosswalk =
                crosswalks.find(id).map(CrosswalkRows.Row::crosswalk).orElseThrow(Problem::notFound);
        ItemTree asking = new ItemTree(frameworks.items(crosswalk.requirements()));
        ItemTree answering = new ItemTree(frameworks.items(crosswalk.outcomes()));
        List<Pairs.Pair> accepted = pairs.accepted(id);
        // both trees are here: only what does not read as it did is looked up once more
        List<Pairs.Pair> doubtful = accepted.stream()
                .filter(pair -> !Rewording.isNone(
                        pair.grounds(),
                        asking.item(pair.requirement()).orElse(null),
                        answering.item(pair.outcome()).orElse(null)))
                .toList();
        return new CoverageStudy(
                Coverage.of(crosswalk, asking.items(), steps.of(accepted)),
                asking,
                answering,
                boards.reworded(crosswalk, doubtful).size());
    }

    /** The suggestions of a crosswalk that nobody has decided yet, per requirement, best first. */
    public Map<ItemUri, List<SuggestedAlignment>> open(CrosswalkId id) {
        return rows.open(id);
    }
}
