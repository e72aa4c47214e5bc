package org.throughline.caseformat.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;

/**
 * Reads what {@link CaseJsonWriter} wrote beside another text of it that was read already. The bytes of items and associations are compared
 * first: those that stand in the other text too, letter for letter, are that one's objects, and the others alone are read.
 */
final class ReadingBeside {
    private static final byte[] IDENTIFIER = "{\"identifier\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_LENGTH = 36;

    private ReadingBeside() {}

    /**
     * The package in these bytes.
     *
     * @param known the text that was read already, without mending anything
     * @param read what it says
     * @param reader reads a text that was written here; empty where it was not
     * @return empty where it was not written here
     */
    static Optional<CFPackage> read(
            byte[] bytes, byte[] known, CFPackage read, Function<byte[], Optional<CFPackage>> reader) {
        Optional<WrittenObjects> there = WrittenObjects.in(known)
                .filter(objects -> objects.items().size() == read.items().size()
                        && objects.associations().size() == read.associations().size());
        Optional<WrittenObjects> here = WrittenObjects.in(bytes);
        if (there.isEmpty() || here.isEmpty()) {
            return Optional.empty();
        }
        List<@Nullable CFItem> items = known(
                here.get(), here.get().items(), there.get(), there.get().items(), read.items(), CFItem::identifier);
        List<@Nullable CFAssociation> associations = known(
                here.get(),
                here.get().associations(),
                there.get(),
                there.get().associations(),
                read.associations(),
                CFAssociation::identifier);
        return reader.apply(rest(here.get(), items, associations))
                .map(others -> new CFPackage(
                        others.document(),
                        filled(items, others.items()),
                        filled(associations, others.associations()),
                        others.definitions(),
                        others.rubrics(),
                        others.extensions()));
    }

    /** For each object of this text the other's object that is written as it is, or null. */
    private static <T> List<@Nullable T> known(
            WrittenObjects here,
            WrittenObjects.Places places,
            WrittenObjects there,
            WrittenObjects.Places theirPlaces,
            List<T> theirs,
            Function<T, UUID> identifier) {
        List<@Nullable T> known = new ArrayList<>(places.size());
        Map<UUID, Integer> numbers = new HashMap<>();
        int next = 0; // most stand in the order in which they stand there
        for (int n = 0; n < places.size(); n++) {
            if (next < theirs.size() && isSame(here, places, n, there, theirPlaces, next)) {
                known.add(theirs.get(next++));
                continue;
            }
            if (numbers.isEmpty()) {
                for (int other = 0; other < theirs.size(); other++) {
                    numbers.put(identifier.apply(theirs.get(other)), other);
                }
            }
            @Nullable
            Integer other =
                    identifier(here.text(), places.start(n)).map(numbers::get).orElse(null);
            known.add(other != null && isSame(here, places, n, there, theirPlaces, other) ? theirs.get(other) : null);
            next = other == null ? next : other + 1;
        }
        return known;
    }

    private static boolean isSame(
            WrittenObjects here,
            WrittenObjects.Places places,
            int number,
            WrittenObjects there,
            WrittenObjects.Places theirPlaces,
            int other) {
        return Arrays.equals(
                here.text(),
                places.start(number),
                places.end(number),
                there.text(),
                theirPlaces.start(other),
                theirPlaces.end(other));
    }

    /** The writer names an object first. */
    private static Optional<UUID> identifier(byte[] text, int start) {
        int from = start + IDENTIFIER.length;
        boolean named =
                from + UUID_LENGTH < text.length && Arrays.equals(text, start, from, IDENTIFIER, 0, IDENTIFIER.length);
        return named
                ? CaseIds.parse(new String(text, from, UUID_LENGTH, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** A package with what is not known yet. */
    private static byte[] rest(
            WrittenObjects here, List<@Nullable CFItem> items, List<@Nullable CFAssociation> associations) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write('{');
        here.others().forEach(place -> {
            rest.write(here.text(), place.from(), place.until() - place.from());
            rest.write(',');
        });
        list("CFItems", here, here.items(), items, rest);
        rest.write(',');
        list("CFAssociations", here, here.associations(), associations, rest);
        rest.write('}');
        return rest.toByteArray();
    }

    private static <T> void list(
            String name,
            WrittenObjects here,
            WrittenObjects.Places places,
            List<@Nullable T> known,
            ByteArrayOutputStream rest) {
        rest.writeBytes(("\"" + name + "\":[").getBytes(StandardCharsets.US_ASCII));
        boolean first = true;
        for (int n = 0; n < places.size(); n++) {
            if (known.get(n) == null) {
                if (!first) {
                    rest.write(',');
                }
                first = false;
                rest.write(here.text(), places.start(n), places.end(n) - places.start(n));
            }
        }
        rest.write(']');
    }

    private static <T> List<T> filled(List<@Nullable T> known, List<T> others) {
        List<T> all = new ArrayList<>(known.size());
        int next = 0;
        for (@Nullable T one : known) {
            all.add(one == null ? others.get(next++) : one);
        }
        return all;
    }
}
