package org.throughline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.compare.PropertyChange;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code case diff}: what is different between two states of a framework, in whatever forms they are. */
@Command(
        name = "diff",
        description =
                "Say what is different between two states of a framework: reworded, moved, added, retired, replaced.",
        footer = {
            "",
            "In words, [-this-] was removed and {+that+} was added. Exit code: 0 the same, 1 different, 2 a file can't be read, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class CaseDiffCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(index = "0", paramLabel = "A", description = "The framework before.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "The framework after.")
    private String after = "";

    @Option(names = "--json", description = "Print the difference as one JSON document.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        FrameworkOutcome first = FrameworkFiles.read(before);
        FrameworkOutcome second = FrameworkFiles.read(after);
        if (first instanceof FrameworkOutcome.Read old && second instanceof FrameworkOutcome.Read now) {
            FrameworkDiff diff = FrameworkDiff.between(old.pkg(), now.pkg());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(JSON.writeValueAsString(DiffReport.of(diff)));
            } else {
                inWords(diff, out);
            }
            out.flush();
            return diff.isSame() ? 0 : 1;
        }
        PrintWriter err = spec.commandLine().getErr();
        for (var one : List.of(new Named(before, first), new Named(after, second))) {
            if (!(one.outcome() instanceof FrameworkOutcome.Read)) {
                err.println(one.name() + " cannot be used:");
                FrameworkFiles.print(FrameworkFiles.findings(one.outcome()), err);
            }
        }
        err.flush();
        return 2;
    }

    private record Named(String name, FrameworkOutcome outcome) {}

    private static void inWords(FrameworkDiff diff, PrintWriter out) {
        if (diff.isSame()) {
            out.println("No difference.");
            return;
        }
        heading(out, "The document", diff.document().size());
        diff.document().forEach(change -> change(out, "  ", change));
        heading(out, "Added", diff.added().size());
        diff.added().forEach(item -> out.println("  + " + item.label()));
        heading(out, "Retired", diff.retired().size());
        diff.retired()
                .forEach(one -> out.println("  - " + one.item().label()
                        + (one.way() == FrameworkDiff.Way.ENDED
                                ? " (until " + one.item().statusEndDate() + ")"
                                : "")));
        heading(out, "Replaced", diff.replaced().size());
        diff.replaced()
                .forEach(one ->
                        out.println("  " + one.association().originNodeURI().title() + " → "
                                + one.association().destinationNodeURI().title()));
        heading(out, "Reworded", diff.reworded().size());
        diff.reworded().forEach(one -> {
            out.println("  ~ " + one.after().label());
            one.changes().forEach(change -> change(out, "      ", change));
        });
        heading(out, "Moved", diff.moved().size());
        diff.moved().forEach(one -> out.println("  > " + one.item().label() + ": " + place(one)));
        heading(out, "Associations", diff.associations().size());
        diff.associations().forEach(one -> {
            out.println("  " + sign(one.change()) + " " + said(one.association()));
            one.changes().forEach(change -> change(out, "      ", change));
        });
        heading(out, "Definitions", diff.definitions().size());
        diff.definitions().forEach(one -> {
            out.println("  " + sign(one.change()) + " " + one.kind() + " " + one.title());
            one.changes().forEach(change -> change(out, "      ", change));
        });
        if (diff.extensions() != null) {
            heading(out, "The package", 1);
            change(out, "  ", diff.extensions());
        }
    }

    private static void heading(PrintWriter out, String words, int count) {
        if (count > 0) {
            out.println(words + " (" + count + ")");
        }
    }

    private static String sign(FrameworkDiff.Change change) {
        return switch (change) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
        };
    }

    private static String place(FrameworkDiff.Moved moved) {
        if (moved.amongSiblings()) {
            @Nullable CFItem sibling = moved.after();
            return sibling == null ? "now the first" : "now after " + sibling.label();
        }
        return labels(moved.from()) + " → " + labels(moved.to());
    }

    private static String labels(List<FrameworkDiff.Place> places) {
        return places.isEmpty()
                ? "nowhere"
                : places.stream().map(FrameworkDiff.Place::label).collect(Collectors.joining("; "));
    }

    private static String said(CFAssociation one) {
        return one.originNodeURI().title() + " " + one.associationType().wire() + " "
                + one.destinationNodeURI().title();
    }

    private static void change(PrintWriter out, String margin, PropertyChange change) {
        out.println(margin + change.property() + ": "
                + change.words().runs().stream().map(CaseDiffCommand::run).collect(Collectors.joining()));
    }

    private static String run(TextDiff.Run run) {
        return switch (run.kind()) {
            case EQUAL -> run.text();
            case REMOVED -> "[-" + run.text() + "-]";
            case ADDED -> "{+" + run.text() + "+}";
        };
    }

    /** The difference as it is printed; every entry names its item or association by identifier and label. */
    record DiffReport(
            boolean same,
            int differences,
            List<Change> document,
            List<Item> added,
            List<Item> retired,
            List<Ends> replaced,
            List<Reworded> reworded,
            List<Moved> moved,
            List<Association> associations,
            List<Definition> definitions) {

        record Change(
                String property,
                @Nullable String before,
                @Nullable String after) {}

        record Item(String identifier, String label, String way) {}

        record Ends(String from, String to) {}

        record Reworded(String identifier, String label, List<Change> changes) {}

        record Moved(
                String identifier,
                String label,
                List<String> from,
                List<String> to,
                @Nullable String after) {}

        record Association(
                String change, String identifier, String type, String from, String to, List<Change> changes) {}

        record Definition(String change, String kind, String identifier, String title, List<Change> changes) {}

        static DiffReport of(FrameworkDiff diff) {
            List<Change> document = new ArrayList<>(changes(diff.document()));
            if (diff.extensions() != null) {
                document.addAll(changes(List.of(diff.extensions())));
            }
            return new DiffReport(
                    diff.isSame(),
                    diff.differences(),
                    document,
                    diff.added().stream().map(item -> item(item, "added")).toList(),
                    diff.retired().stream()
                            .map(one -> item(one.item(), one.way().name().toLowerCase(Locale.ROOT)))
                            .toList(),
                    diff.replaced().stream()
                            .map(one -> new Ends(
                                    one.association().originNodeURI().identifier(),
                                    one.association().destinationNodeURI().identifier()))
                            .toList(),
                    diff.reworded().stream()
                            .map(one -> new Reworded(
                                    one.after().identifier().toString(),
                                    one.after().label(),
                                    changes(one.changes())))
                            .toList(),
                    diff.moved().stream().map(DiffReport::moved).toList(),
                    diff.associations().stream()
                            .map(one -> new Association(
                                    one.change().name().toLowerCase(Locale.ROOT),
                                    one.association().identifier().toString(),
                                    one.association().associationType().wire(),
                                    one.association().originNodeURI().identifier(),
                                    one.association().destinationNodeURI().identifier(),
                                    changes(one.changes())))
                            .toList(),
                    diff.definitions().stream()
                            .map(one -> new Definition(
                                    one.change().name().toLowerCase(Locale.ROOT),
                                    one.kind(),
                                    one.identifier().toString(),
                                    one.title(),
                                    changes(one.changes())))
                            .toList());
        }

        private static Item item(CFItem item, String way) {
            return new Item(item.identifier().toString(), item.label(), way);
        }

        private static Moved moved(FrameworkDiff.Moved moved) {
            @Nullable CFItem sibling = moved.after();
            return new Moved(
                    moved.item().identifier().toString(),
                    moved.item().label(),
                    moved.from().stream().map(FrameworkDiff.Place::identifier).toList(),
                    moved.to().stream().map(FrameworkDiff.Place::identifier).toList(),
                    sibling == null ? null : sibling.identifier().toString());
        }

        private static List<Change> changes(List<PropertyChange> changes) {
            return changes.stream()
                    .map(one -> new Change(one.property(), one.before(), one.after()))
                    .toList();
        }
    }
}
