package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** The rows of the sheet CF Association, and of CF Tree, which tells more about the associations that {@code smartLevel} shows. */
final class AssociationRows {

    static final List<XlsxFile.Column> COLUMNS = Stream.concat(
                    AssociationSheet.OPENSALT.stream(),
                    Stream.of(
                            "uri",
                            "sequenceNumber",
                            "lastChangeDateTime",
                            "originNodeTitle",
                            "originNodeTargetType",
                            "destinationNodeTitle",
                            "destinationNodeTargetType",
                            "CFAssociationGroupingURI",
                            "notes",
                            "extensions",
                            "packageOrder"))
            .map(XlsxFile.Column::of)
            .toList();

    static final List<XlsxFile.Column> TREE_COLUMNS = Stream.concat(
                    COLUMNS.stream(), Stream.of(XlsxFile.Column.of("smartLevel")))
            .toList();

    private final CFPackage pkg;
    private final PlacesInTree tree;
    private final Nodes nodes;
    private final Vocabulary vocabulary;

    AssociationRows(CFPackage pkg, PlacesInTree tree) {
        this.pkg = pkg;
        this.tree = tree;
        this.nodes = new Nodes(pkg.document(), "");
        pkg.items().forEach(nodes::add);
        this.vocabulary = new Vocabulary(pkg.document().identifier(), Instant.EPOCH, pkg.definitions());
    }

    List<List<String>> inTree() {
        return rows(true);
    }

    List<List<String>> others() {
        return rows(false);
    }

    private List<List<String>> rows(boolean inTree) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < pkg.associations().size(); i++) {
            CFAssociation association = pkg.associations().get(i);
            if (tree.puts(association) == inTree) {
                rows.add(row(association, i + 1, inTree));
            }
        }
        return rows;
    }

    private List<String> row(CFAssociation association, int order, boolean inTree) {
        LinkGenURI origin = association.originNodeURI();
        LinkGenURI destination = association.destinationNodeURI();
        @Nullable LinkURI grouping = association.CFAssociationGroupingURI();
        List<String> row = new ArrayList<>();
        row.add(association.identifier().toString());
        row.add(origin.uri());
        row.add(origin.identifier());
        row.add(code(origin));
        row.add(association.associationType().wire());
        row.add(destination.uri());
        row.add(destination.identifier());
        row.add(code(destination));
        row.add(grouping == null ? "" : grouping.identifier().toString());
        row.add(grouping == null ? "" : grouping.title());
        row.add(association.uri());
        row.add(cell(association.sequenceNumber()));
        row.add(association.lastChangeDateTime().toString());
        row.add(title(origin));
        row.add(cell(origin.targetType()));
        row.add(title(destination));
        row.add(cell(destination.targetType()));
        row.add(grouping == null || isDefined(grouping) ? "" : JsonCell.ofLinks(List.of(grouping)));
        row.add(cell(association.notes()));
        row.add(JsonCell.ofExtensions(association.extensions()));
        row.add(Integer.toString(order));
        if (inTree) {
            row.add(CaseIds.parse(origin.identifier()).map(tree::place).orElse(""));
        }
        return row;
    }

    private boolean isDefined(LinkURI grouping) {
        return pkg.definitions().associationGroupings().stream()
                        .anyMatch(one -> one.identifier().equals(grouping.identifier()))
                && grouping.equals(vocabulary.grouping(grouping.identifier().toString(), grouping.title()));
    }

    private String code(LinkGenURI end) {
        return item(end).map(id -> nodes.code(id)).orElse("");
    }

    private Optional<UUID> item(LinkGenURI end) {
        return CaseIds.parse(end.identifier()).filter(nodes::has);
    }

    /** The title where it is not the one that the node has. */
    private String title(LinkGenURI end) {
        String usual = item(end).map(nodes::link).map(LinkGenURI::title).orElse(end.uri());
        return end.title().equals(usual) ? "" : end.title();
    }
}
