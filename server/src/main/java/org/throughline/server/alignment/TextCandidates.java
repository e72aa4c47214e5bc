package org.throughline.server.alignment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.throughline.matching.Reason;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.Suggestion;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Finds competencies for a text: a statement, a job description, a syllabus. Nothing of it is kept. Texts are answered one after the other, since
 * the engine over many competencies takes memory.
 */
@Component
public class TextCandidates {
    /** So many characters of a text are read. */
    public static final int MOST_CHARACTERS = 200_000;
    /** So many bytes of a file. */
    public static final int MOST_BYTES = 5 << 20;
    /** So many competencies are looked through. */
    public static final int MOST_COMPETENCIES = 20_000;
    /** So many statements of a text are looked at. */
    public static final int MOST_STATEMENTS = TextStatements.MOST;

    private static final int PER_STATEMENT = 10;
    private static final int TOGETHER = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** With more competencies an encoder would take longer than anybody waits. */
    private static final int FEW_ENOUGH_TO_ENCODE = 2_000;

    private final Frameworks frameworks;
    private final OperatorsEncoder encoder;
    private final EngineMemory memory;

    TextCandidates(Frameworks frameworks, OperatorsEncoder encoder, EngineMemory memory) {
        this.memory = memory;
        this.encoder = encoder;
        this.frameworks = frameworks;
    }

    /**
     * What was found.
     *
     * @param leftOut what was not taken for a statement, by why
     * @param cut how many statements were not looked at, since there were too many or it took too long; -1 when nobody counted
     */
    public record Answer(List<Found> found, Map<String, List<String>> leftOut, int cut) {
        public Answer {
            found = List.copyOf(found);
        }
    }

    /**
     * A statement of the text.
     *
     * @param heading what it stands under; empty where nothing
     */
    public record Found(String statement, String heading, List<Candidate> candidates) {
        public Found {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * A competency that it may speak of.
     *
     * @param relation what the competency is to the statement, in words
     */
    public record Candidate(
            FrameworkItem item, List<FrameworkItem> above, double probability, String relation, List<String> reasons) {
        public Candidate {
            above = List.copyOf(above);
            reasons = List.copyOf(reasons);
        }
    }

    /** The text of a file: PDF, DOCX, or plain text and Markdown in UTF-8, UTF-16 with its mark, or Windows-1252. */
    public static String text(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new Problem(
                    ProblemType.PAYLOAD_TOO_LARGE,
                    "A file may have %,d MB here. Paste the part that matters.".formatted(MOST_BYTES >> 20));
        }
        if (WordDocument.isOne(file)) {
            return WordDocument.text(file);
        }
        if (PdfDocument.isOne(file)) {
            return PdfDocument.text(file);
        }
        if (file.length > 8 && (file[0] & 0xff) == 0xd0 && (file[1] & 0xff) == 0xcf) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "This is an old Word document (DOC). Save it as DOCX, or paste its text.");
        }
        if (file.length > 1
                && ((file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe
                        || (file[0] & 0xff) == 0xfe && (file[1] & 0xff) == 0xff)) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    /**
     * Competencies of these frameworks for every statement of a text. {@code Problem BAD_INPUT} for a text without statements and for too many
     * competencies; {@code BUSY} while others are before it.
     */
    public Answer candidates(String text, List<FrameworkId> where) {
        if (text.length() > MOST_CHARACTERS) {
            throw new Problem(
                    ProblemType.PAYLOAD_TOO_LARGE,
                    "The text has %,d characters; %,d are read. Paste the part that matters."
                            .formatted(text.length(), MOST_CHARACTERS));
        }
        TextStatements parts = TextStatements.of(text);
        if (parts.statements().isEmpty()) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Nothing in the text says what somebody can do. Paste sentences or a list, such as “Calibrate protective relays”.");
        }
        Map<ItemUri, FrameworkItem> items = competencies(where);
        return memory.taking(items.size(), PATIENCE, () -> answer(parts, items));
    }

    private Map<ItemUri, FrameworkItem> competencies(List<FrameworkId> where) {
        Map<ItemUri, FrameworkItem> items = new LinkedHashMap<>();
        for (FrameworkId framework : where) {
            frameworks.items(framework).forEach(item -> items.putIfAbsent(item.uri(), item));
            if (items.size() > MOST_COMPETENCIES) {
                throw new Problem(
                        ProblemType.BAD_INPUT,
                        "These frameworks have more than %,d competencies together. Choose one of them."
                                .formatted(MOST_COMPETENCIES));
            }
        }
        return items;
    }

    private Answer answer(TextStatements parts, Map<ItemUri, FrameworkItem> items) {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Statement> asked = IntStream.range(0, parts.statements().size())
                .mapToObj(n -> asked(n, parts.statements().get(n)))
                .toList();
        Suggester suggester = Suggester.over(
                Competencies.answering(List.copyOf(items.values())),
                SuggesterOptions.standard()
                        .withBackground(asked)
                        .withEncoder(
                                items.size() > FEW_ENOUGH_TO_ENCODE
                                        ? null
                                        : encoder.get().orElse(null)));
        List<Found> found = new ArrayList<>();
        while (found.size() < asked.size() && System.nanoTime() < end) {
            int from = found.size();
            int to = Math.min(asked.size(), from + TOGETHER);
            found.addAll(IntStream.range(from, to)
                    .parallel()
                    .mapToObj(n -> new Found(
                            parts.statements().get(n).text(),
                            parts.statements().get(n).heading(),
                            suggester.suggest(asked.get(n), PER_STATEMENT).stream()
                                    .map(suggestion -> candidate(suggestion, items))
                                    .sorted(Comparator.comparingDouble(
                                            (Candidate candidate) -> -candidate.probability()))
                                    .toList()))
                    .toList());
        }
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        parts.leftOut()
                .forEach(one -> leftOut.computeIfAbsent(one.why().words(), _ -> new ArrayList<>())
                        .add(one.text()));
        return new Answer(found, leftOut, parts.cut() ? -1 : asked.size() - found.size());
    }

    private static Statement asked(int number, TextStatements.Found found) {
        return new Statement(
                "text " + number,
                found.text(),
                found.heading().isEmpty() ? List.of() : List.of(found.heading()),
                null,
                null,
                null);
    }

    private static Candidate candidate(Suggestion suggestion, Map<ItemUri, FrameworkItem> items) {
        FrameworkItem item = Objects.requireNonNull(items.get(new ItemUri(suggestion.to())));
        return new Candidate(
                item,
                Lineage.above(item, items),
                suggestion.probability(),
                Relation.of(suggestion.relation(), false).words(),
                suggestion.reasons().stream().map(Reason::words).toList());
    }
}
