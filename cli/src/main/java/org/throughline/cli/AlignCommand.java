package org.throughline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.cli.StatementList.UnusableFile;
import org.throughline.matching.Decision;
import org.throughline.matching.Reason;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.Suggestion;
import org.throughline.matching.TextEncoder;
import org.throughline.matching.encoder.EncoderDirectory;
import org.throughline.matching.encoder.UnusableEncoder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code align FROM TO}: for every statement of one list the statements of another that it may stand in relation to. */
@Command(
        name = "align",
        description = {
            "Suggests, for every statement of FROM, the statements of TO that it may stand in relation to.",
            "Each file is a CASE package (JSON), or lines of id<TAB>text[<TAB>parent id][<TAB>group] under a header line.",
            "With --decisions it learns from what was decided: lines of from id<TAB>to id<TAB>decision[<TAB>group] under a header",
            "line, a decision being accepted, rejected or a CASE association type. It keeps nothing from one run to the next."
        },
        mixinStandardHelpOptions = true)
public final class AlignCommand implements Callable<Integer> {
    private static final int USAGE = 64;

    @Parameters(index = "0", paramLabel = "FROM", description = "what is asked about")
    private @Nullable Path from;

    @Parameters(index = "1", paramLabel = "TO", description = "where to look")
    private @Nullable Path to;

    @Option(names = "--top", defaultValue = "20", description = "suggestions per statement (${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--decisions", paramLabel = "FILE", description = "what was decided about pairs; learned from")
    private @Nullable Path decisions;

    @Option(
            names = "--decided",
            paramLabel = "FILE",
            description = "statements that the decisions name and FROM does not have")
    private @Nullable Path decided;

    @Option(
            names = "--encoder",
            paramLabel = "DIR",
            description = "a text encoder as one more opinion: model.onnx, vocab.txt and onnxruntime-….jar")
    private @Nullable Path encoder;

    @Option(names = "--json", description = "one JSON line per statement of FROM")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** One line of the JSON output. */
    record Line(String from, List<Candidate> suggestions) {}

    /**
     * @param type a CASE association type, from the statement asked about to the candidate
     * @param reversed whether it holds from the candidate to the statement asked about instead
     */
    record Candidate(String to, double score, double probability, String type, boolean reversed, List<String> reasons) {
        static Candidate of(Suggestion suggestion) {
            return new Candidate(
                    suggestion.to(),
                    suggestion.score(),
                    suggestion.probability(),
                    suggestion.relation().associationType(),
                    suggestion.relation().reversed(),
                    suggestion.reasons().stream().map(Reason::words).toList());
        }
    }

    /** Prints the suggestions; 64 where a file cannot be used. */
    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            if (top < 1) {
                throw new UnusableFile("--top must be at least 1, found " + top);
            }
            StatementList asked = StatementList.read(Objects.requireNonNull(from));
            StatementList candidates = StatementList.read(Objects.requireNonNull(to));
            TextEncoder brought = encoder == null ? null : EncoderDirectory.open(encoder);
            print(asked, candidates, decisions(asked, candidates), brought, line.getOut());
            return 0;
        } catch (UnusableFile | UnusableEncoder e) {
            line.getErr().println(e.getMessage());
            return USAGE;
        }
    }

    private List<Decision> decisions(StatementList asked, StatementList candidates) throws UnusableFile {
        if (decisions == null) {
            if (decided != null) {
                throw new UnusableFile("--decided goes with --decisions, which is missing");
            }
            return List.of();
        }
        Map<String, Statement> statements = new HashMap<>();
        if (decided != null) {
            statements.putAll(StatementList.read(decided).byId());
        }
        statements.putAll(asked.byId());
        return DecisionList.read(decisions, statements, candidates.byId());
    }

    private void print(
            StatementList asked,
            StatementList candidates,
            List<Decision> learned,
            @Nullable TextEncoder brought,
            PrintWriter out) {
        List<Statement> statements = List.copyOf(asked.byId().values());
        Suggester suggester = Suggester.over(
                List.copyOf(candidates.byId().values()),
                SuggesterOptions.standard()
                        .withBackground(statements)
                        .withDecisions(learned)
                        .withEncoder(brought));
        JsonMapper mapper = new JsonMapper();
        for (Statement statement : statements) {
            List<Suggestion> found = suggester.suggest(statement, top);
            if (json) {
                out.println(mapper.writeValueAsString(new Line(
                        statement.id(), found.stream().map(Candidate::of).toList())));
            } else {
                printInWords(statement, found, candidates, out);
            }
        }
        out.flush();
    }

    private static void printInWords(
            Statement statement, List<Suggestion> found, StatementList candidates, PrintWriter out) {
        out.println(named(statement));
        if (found.isEmpty()) {
            out.println("    nothing here speaks of this");
        }
        for (Suggestion suggestion : found) {
            Statement candidate = Objects.requireNonNull(candidates.byId().get(suggestion.to()));
            out.printf(
                    Locale.ROOT,
                    "    %3.0f %%  %s: %s%n",
                    100 * suggestion.probability(),
                    suggestion.relation().words(),
                    named(candidate));
            suggestion.reasons().forEach(reason -> out.println("           " + reason.words()));
        }
        out.println();
    }

    private static String named(Statement statement) {
        return statement.code() == null ? statement.text() : statement.code() + " " + statement.text();
    }
}
