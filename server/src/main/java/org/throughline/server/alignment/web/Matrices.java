package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.face.MatrixView;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** Sets requirements against clusters of outcomes. */
final class Matrices {
    /** With fewer top items than this, the level below names the clusters. */
    private static final int FEW = 3;

    private Matrices() {}

    /**
     * The clusters: the top items of the outcomes, or where there are hardly any the groups on the level below.
     *
     * @param outcomes all items of the outcomes' framework, in tree order
     */
    static List<FrameworkItem> clusters(List<FrameworkItem> outcomes) {
        List<FrameworkItem> tops = at(outcomes, 0);
        List<FrameworkItem> below =
                at(outcomes, 1).stream().filter(item -> !item.leaf()).toList();
        return tops.size() < FEW && below.size() > tops.size() ? below : tops;
    }

    /** For every outcome the clusters that it stands in; one with several parents may stand in several. */
    static Map<ItemUri, Set<ItemUri>> clusterOf(List<FrameworkItem> outcomes, List<FrameworkItem> clusters) {
        Map<ItemUri, FrameworkItem> byUri = new HashMap<>();
        outcomes.forEach(item -> byUri.put(item.uri(), item));
        Set<ItemUri> wanted = new HashSet<>();
        clusters.forEach(cluster -> wanted.add(cluster.uri()));
        Map<ItemUri, Set<ItemUri>> found = new HashMap<>();
        outcomes.forEach(item -> found.put(item.uri(), clustersAbove(item, byUri, wanted)));
        return found;
    }

    /** The matrix: in each cell the strongest accepted alignment of the requirement with an outcome of the cluster. */
    static MatrixView of(Coverage coverage, List<FrameworkItem> outcomes, String csvHref, String address) {
        List<FrameworkItem> clusters = clusters(outcomes);
        Map<ItemUri, Set<ItemUri>> clusterOf = clusterOf(outcomes, clusters);
        List<MatrixView.Row> rows = coverage.requirements().stream()
                .map(row -> new MatrixView.Row(
                        new MatrixView.Heading(
                                row.requirement().code(),
                                row.requirement().statement(),
                                address + "/requirements/" + row.requirement().identifier()),
                        clusters.stream()
                                .map(cluster -> cell(row, cluster, clusterOf, address))
                                .toList()))
                .toList();
        return new MatrixView(
                "How strongly each part of the programme answers each requirement",
                "Requirement",
                clusters.stream()
                        .map(cluster -> new MatrixView.Heading(
                                cluster.code(), cluster.statement(), "/uri/" + cluster.identifier()))
                        .toList(),
                rows,
                csvHref);
    }

    private static MatrixView.Cell cell(
            Coverage.Row row, FrameworkItem cluster, Map<ItemUri, Set<ItemUri>> clusterOf, String address) {
        double strongest = row.accepted().stream()
                .filter(step -> clusterOf.getOrDefault(step.to(), Set.of()).contains(cluster.uri()))
                .mapToDouble(AlignmentStep::strength)
                .max()
                .orElse(0);
        if (strongest == 0) {
            return MatrixView.Cell.none("nothing of “" + cluster.statement() + "” answers it");
        }
        return MatrixView.Cell.of(
                strongest,
                "of “" + row.requirement().statement() + "” by “" + cluster.statement() + "”",
                address + "/requirements/" + row.requirement().identifier());
    }

    private static List<FrameworkItem> at(List<FrameworkItem> items, int depth) {
        return items.stream().filter(item -> item.depth() == depth).toList();
    }

    private static Set<ItemUri> clustersAbove(
            FrameworkItem item, Map<ItemUri, FrameworkItem> byUri, Set<ItemUri> wanted) {
        Set<ItemUri> seen = new HashSet<>();
        List<ItemUri> waiting = new ArrayList<>(List.of(item.uri()));
        while (!waiting.isEmpty()) {
            ItemUri next = waiting.removeLast();
            FrameworkItem known = byUri.get(next);
            if (known != null && seen.add(next)) {
                waiting.addAll(known.parents());
            }
        }
        seen.retainAll(wanted);
        return seen;
    }
}
