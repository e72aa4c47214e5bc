package org.throughline.credentials.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of a schema (ECMA-262, section 22.2) as a machine that walks the text once in all its states together. No text makes it go
 * back, so its cost is bounded by the lengths of text and pattern, and every step is counted.
 */
final class SchemaPattern {

    /** What one place of the program does. */
    private enum Op {
        ONE,
        SPLIT,
        JUMP,
        START,
        END,
        WORD_EDGE,
        NO_WORD_EDGE,
        AHEAD,
        NOT_AHEAD,
        FOUND
    }

    /**
     * One place of the program.
     *
     * @param which  which characters it takes; only of {@link Op#ONE}
     * @param first  where it goes on
     * @param second  where it also goes on; of {@link Op#ONE} how many steps it costs
     * @param inside  what must or must not follow; only of the two that look ahead
     */
    private record Place(Op op, IntPredicate which, int first, int second, List<Place> inside) {}

    private static final int MAX_PLACES = 5_000;

    private final List<Place> program;

    private SchemaPattern(List<Place> program) {
        this.program = program;
    }

    /**
     * Reads a pattern.
     *
     * @throws UnusableSchemaException when it is none, or one that needs going back (references to groups, looking behind)
     */
    static SchemaPattern of(String text, Work work) {
        return new SchemaPattern(program(PatternReading.read(text), work));
    }

    /** Whether it fits somewhere in the text. */
    boolean finds(String text, Work work) {
        int[] characters = text.codePoints().toArray();
        work.spend(characters.length);
        return new Walk(program, characters, work).from(0, true);
    }

    private static boolean none(int character) {
        return false;
    }

    private static List<Place> program(PatternNode node, Work work) {
        List<Place> places = new ArrayList<>();
        write(node, places, work);
        add(places, new Place(Op.FOUND, SchemaPattern::none, 0, 0, List.of()), work);
        return places;
    }

    private static int add(List<Place> places, Place place, Work work) {
        work.spend(1);
        if (places.size() >= MAX_PLACES) {
            throw new UnusableSchemaException("a pattern in it is too large");
        }
        places.add(place);
        return places.size() - 1;
    }

    private static void write(PatternNode node, List<Place> places, Work work) {
        switch (node) {
            case PatternNode.One one ->
                add(places, new Place(Op.ONE, one.which(), places.size() + 1, one.cost(), List.of()), work);
            case PatternNode.Edge edge -> {
                Op op = switch (edge) {
                    case START -> Op.START;
                    case END -> Op.END;
                    case WORD -> Op.WORD_EDGE;
                    case NO_WORD -> Op.NO_WORD_EDGE;
                };
                add(places, new Place(op, SchemaPattern::none, places.size() + 1, 0, List.of()), work);
            }
            case PatternNode.Ahead ahead ->
                add(
                        places,
                        new Place(
                                ahead.negated() ? Op.NOT_AHEAD : Op.AHEAD,
                                SchemaPattern::none,
                                places.size() + 1,
                                0,
                                program(ahead.inside(), work)),
                        work);
            case PatternNode.Row row -> row.parts().forEach(part -> write(part, places, work));
            case PatternNode.Choice choice -> choice(choice.options(), places, work);
            case PatternNode.Repeat repeat -> repeat(repeat, places, work);
        }
    }

    private static void choice(List<PatternNode> options, List<Place> places, Work work) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            boolean last = i == options.size() - 1;
            int split = last ? -1 : add(places, jump(0), work);
            write(options.get(i), places, work);
            if (!last) {
                ends.add(add(places, jump(0), work));
                places.set(split, split(split + 1, places.size()));
            }
        }
        ends.forEach(end -> places.set(end, jump(places.size())));
    }

    private static void repeat(PatternNode.Repeat repeat, List<Place> places, Work work) {
        for (int i = 0; i < repeat.least(); i++) {
            work.spend(1);
            write(repeat.what(), places, work);
        }
        if (repeat.most() < 0) {
            int split = add(places, jump(0), work);
            write(repeat.what(), places, work);
            add(places, jump(split), work);
            places.set(split, split(split + 1, places.size()));
            return;
        }
        List<Integer> ends = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            ends.add(add(places, jump(0), work));
            write(repeat.what(), places, work);
        }
        ends.forEach(end -> places.set(end, split(end + 1, places.size())));
    }

    private static Place jump(int to) {
        return new Place(Op.JUMP, SchemaPattern::none, to, 0, List.of());
    }

    private static Place split(int first, int second) {
        return new Place(Op.SPLIT, SchemaPattern::none, first, second, List.of());
    }

    /** One walk through a text. */
    private record Walk(List<Place> program, int[] text, Work work) {

        /** Whether the program ends well when it begins here or, if it may, anywhere later. */
        boolean from(int start, boolean anywhere) {
            work.spend(program.size());
            int[] seenAt = new int[program.size()];
            Arrays.fill(seenAt, -1);
            List<Integer> now = new ArrayList<>();
            if (enter(0, start, now, seenAt)) {
                return true;
            }
            for (int at = start; at < text.length; at++) {
                List<Integer> next = new ArrayList<>();
                for (int number : now) {
                    Place place = program.get(number);
                    work.spend(place.second());
                    if (place.which().test(text[at]) && enter(place.first(), at + 1, next, seenAt)) {
                        return true;
                    }
                }
                if (anywhere && enter(0, at + 1, next, seenAt)) {
                    return true;
                }
                if (next.isEmpty() && !anywhere) {
                    return false;
                }
                now = next;
            }
            return false;
        }

        /** Goes on from a place as far as it goes without taking a character; true when that is the end of the program. */
        private boolean enter(int first, int at, List<Integer> waiting, int[] seenAt) {
            List<Integer> open = new ArrayList<>(List.of(first));
            while (!open.isEmpty()) {
                int number = open.removeLast();
                work.spend(1);
                if (seenAt[number] == at) {
                    continue;
                }
                seenAt[number] = at;
                Place place = program.get(number);
                switch (place.op()) {
                    case FOUND -> {
                        return true;
                    }
                    case ONE -> waiting.add(number);
                    case SPLIT -> {
                        open.add(place.second());
                        open.add(place.first());
                    }
                    case JUMP, START, END, WORD_EDGE, NO_WORD_EDGE, AHEAD, NOT_AHEAD -> {
                        if (holds(place, at)) {
                            open.add(place.first());
                        }
                    }
                }
            }
            return false;
        }

        private boolean holds(Place place, int at) {
            return switch (place.op()) {
                case START -> at == 0;
                case END -> at == text.length;
                case WORD_EDGE -> isEdge(at);
                case NO_WORD_EDGE -> !isEdge(at);
                case AHEAD -> new Walk(place.inside(), text, work).from(at, false);
                case NOT_AHEAD -> !new Walk(place.inside(), text, work).from(at, false);
                case ONE, SPLIT, JUMP, FOUND -> true;
            };
        }

        private boolean isEdge(int at) {
            boolean before = at > 0 && PatternReading.isWord(text[at - 1]);
            boolean after = at < text.length && PatternReading.isWord(text[at]);
            return before != after;
        }
    }
}
