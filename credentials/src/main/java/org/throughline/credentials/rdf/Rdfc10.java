package org.throughline.credentials.rdf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RDFC-1.0 (RDF Dataset Canonicalization 1.0, section 4) within a budget of work that does not depend on how busy the machine
 * is.
 */
public final class Rdfc10 {

    /**
     * The most steps of telling look-alike nodes apart. Honest credentials need a few hundred; the hardest graphs of the W3C's suite
     * that must be solved need some ten thousand, and its poisoned ones more than anybody has waited for.
     */
    public static final int MAX_STEPS = 40_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ITSELF = {'_', ':', 'a'};
    private static final byte[] ANOTHER = {'_', ':', 'z'};

    private final Dataset dataset;
    private final MessageDigest digest;
    private final Issuer canonical = new Issuer("c14n");
    private final Map<BlankNode, String> firstDegree = new IdentityHashMap<>();
    private final Lines few = new Lines(2_048, 16);
    private int steps;

    private Rdfc10(Dataset dataset, String algorithm) {
        this.dataset = dataset;
        try {
            this.digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("No such hash: " + algorithm, e);
        }
    }

    /**
     * The canonical form.
     *
     * @param algorithm  {@code SHA-256} or {@code SHA-384}
     * @return empty when the dataset is too large, or its nodes are too much alike to tell apart within the budget
     */
    public static Optional<CanonicalDataset> canonicalize(Dataset dataset, String algorithm) {
        if (dataset.isTooLarge()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Rdfc10(dataset, algorithm).canonicalize());
        } catch (TooMuchWorkException e) {
            return Optional.empty();
        }
    }

    private CanonicalDataset canonicalize() throws TooMuchWorkException {
        TreeMap<String, List<BlankNode>> byHash = new TreeMap<>();
        for (BlankNode node : dataset.nodes()) {
            byHash.computeIfAbsent(firstDegree(node), h -> new ArrayList<>(1)).add(node);
        }
        boolean allTold = true;
        for (List<BlankNode> nodes : byHash.values()) {
            if (nodes.size() == 1) {
                canonical.issue(nodes.getFirst());
            } else {
                allTold = false;
            }
        }
        if (!allTold) {
            for (List<BlankNode> nodes : byHash.values()) {
                if (nodes.size() > 1) {
                    tellApart(nodes);
                }
            }
        }
        return written();
    }

    /** Section 4.4.3, step 5. */
    private void tellApart(List<BlankNode> nodes) throws TooMuchWorkException {
        List<Path> paths = new ArrayList<>();
        for (BlankNode node : nodes) {
            if (canonical.label(node) == null) {
                Issuer issuer = new Issuer("b");
                issuer.issue(node);
                paths.add(nDegree(node, issuer, 0));
            }
        }
        paths.sort(Comparator.comparing(Path::hash));
        for (Path path : paths) {
            for (BlankNode node : path.issuer().inOrder()) {
                canonical.issue(node);
            }
        }
    }

    private CanonicalDataset written() {
        Lines lines = new Lines(dataset.size(), dataset.quads().size());
        Map<BlankNode, String> labels = canonical.labels();
        Map<BlankNode, byte[]> written = new IdentityHashMap<>(labels.size());
        labels.forEach((node, label) -> written.put(node, ("_:" + label).getBytes(StandardCharsets.US_ASCII)));
        for (Quad quad : dataset.quads()) {
            lines.add(quad, node -> Objects.requireNonNull(written.get(node)));
        }
        lines.sort();
        return new CanonicalDataset(lines, labels);
    }

    /** Section 4.6 Hash First Degree Quads. */
    private String firstDegree(BlankNode node) {
        String known = firstDegree.get(node);
        if (known != null) {
            return known;
        }
        few.clear();
        for (Quad quad : node.quads()) {
            few.add(quad, other -> other == node ? ITSELF : ANOTHER);
        }
        few.sort();
        few.digestTo(digest);
        String hash = HEX.formatHex(digest.digest());
        firstDegree.put(node, hash);
        return hash;
    }

    /** Section 4.7 Hash Related Blank Node. */
    private String related(BlankNode node, Quad quad, Issuer issuer, char position) {
        StringBuilder input = new StringBuilder(160).append(position);
        if (position != 'g') {
            input.append(quad.predicate().text());
        }
        String label = canonical.label(node);
        if (label == null) {
            label = issuer.label(node);
        }
        if (label == null) {
            input.append(firstDegree(node));
        } else {
            input.append("_:").append(label);
        }
        return hash(input.toString());
    }

    private String hash(String text) {
        return HEX.formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void step() throws TooMuchWorkException {
        if (++steps > MAX_STEPS) {
            throw new TooMuchWorkException();
        }
    }

    /** Section 4.8 Hash N-Degree Quads. */
    private Path nDegree(BlankNode node, Issuer given, int depth) throws TooMuchWorkException {
        if (depth > 400) {
            throw new TooMuchWorkException();
        }
        Issuer issuer = given;
        TreeMap<String, List<BlankNode>> groups = new TreeMap<>();
        for (Quad quad : node.quads()) {
            group(quad.subject(), 's', quad, node, issuer, groups);
            group(quad.object(), 'o', quad, node, issuer, groups);
            if (quad.graph() != null) {
                group(quad.graph(), 'g', quad, node, issuer, groups);
            }
        }
        StringBuilder data = new StringBuilder();
        for (Map.Entry<String, List<BlankNode>> group : groups.entrySet()) {
            data.append(group.getKey());
            Chosen chosen = new Chosen();
            Permutations permutations = new Permutations(group.getValue());
            do {
                step();
                follow(permutations.current(), issuer, chosen, depth);
            } while (!areTwins(group.getValue(), node) && permutations.next());
            data.append(chosen.path);
            if (chosen.issuer != null) {
                issuer = chosen.issuer;
            }
        }
        return new Path(hash(data.toString()), issuer);
    }

    /**
     * Whether the nodes are alike and lead to nothing but the one that they were found at: whoever comes first, the path is the same,
     * and so is what is written in the end.
     */
    private boolean areTwins(List<BlankNode> nodes, BlankNode found) {
        String hash = firstDegree(nodes.getFirst());
        for (int i = 0; i < nodes.size(); i++) {
            BlankNode node = nodes.get(i);
            if (canonical.label(node) != null || !hash.equals(firstDegree(node)) || nodes.lastIndexOf(node) != i) {
                return false;
            }
            for (Quad quad : node.quads()) {
                if (leadsElsewhere(quad.subject(), node, found)
                        || leadsElsewhere(quad.object(), node, found)
                        || (quad.graph() != null && leadsElsewhere(quad.graph(), node, found))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean leadsElsewhere(RdfTerm term, BlankNode node, BlankNode found) {
        return term instanceof BlankNode other && other != node && other != found;
    }

    private void group(
            RdfTerm term, char position, Quad quad, BlankNode node, Issuer issuer, Map<String, List<BlankNode>> groups)
            throws TooMuchWorkException {
        if (term instanceof BlankNode other && other != node) {
            step();
            groups.computeIfAbsent(related(other, quad, issuer, position), h -> new ArrayList<>(1))
                    .add(other);
        }
    }

    private void follow(BlankNode[] order, Issuer issuer, Chosen chosen, int depth) throws TooMuchWorkException {
        Issuer copy = issuer.copy();
        StringBuilder path = new StringBuilder();
        List<BlankNode> deeper = new ArrayList<>();
        for (BlankNode node : order) {
            String label = canonical.label(node);
            if (label == null) {
                label = copy.label(node);
                if (label == null) {
                    deeper.add(node);
                    label = copy.issue(node);
                }
            }
            path.append("_:").append(label);
            if (chosen.isBetterThan(path)) {
                return;
            }
        }
        for (BlankNode node : deeper) {
            Path result = nDegree(node, copy, depth + 1);
            path.append("_:")
                    .append(copy.issue(node))
                    .append('<')
                    .append(result.hash())
                    .append('>');
            copy = result.issuer();
            if (chosen.isBetterThan(path)) {
                return;
            }
        }
        String whole = path.toString();
        if (chosen.issuer == null || whole.compareTo(chosen.path) < 0) {
            chosen.path = whole;
            chosen.issuer = copy;
        }
    }

    private record Path(String hash, Issuer issuer) {}

    private static final class Chosen {
        private String path = "";
        private @Nullable Issuer issuer;

        boolean isBetterThan(StringBuilder candidate) {
            return issuer != null
                    && candidate.length() >= path.length()
                    && candidate.toString().compareTo(path) > 0;
        }
    }

    /** Gives labels in the order of asking (section 4.5). */
    private static final class Issuer {
        private final String prefix;
        private final Map<BlankNode, String> issued;

        Issuer(String prefix) {
            this(prefix, new LinkedHashMap<>());
        }

        private Issuer(String prefix, Map<BlankNode, String> issued) {
            this.prefix = prefix;
            this.issued = issued;
        }

        @Nullable
        String label(BlankNode node) {
            return issued.get(node);
        }

        String issue(BlankNode node) {
            String known = issued.get(node);
            if (known != null) {
                return known;
            }
            String label = prefix + issued.size();
            issued.put(node, label);
            return label;
        }

        Issuer copy() {
            return new Issuer(prefix, new LinkedHashMap<>(issued));
        }

        Iterable<BlankNode> inOrder() {
            return issued.keySet();
        }

        Map<BlankNode, String> labels() {
            return issued;
        }
    }

    /** Ends the work, and never leaves this class. */
    private static final class TooMuchWorkException extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuchWorkException() {
            super("too much work", null, false, false);
        }
    }
}
