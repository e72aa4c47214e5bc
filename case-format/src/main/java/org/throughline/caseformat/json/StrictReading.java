package org.throughline.caseformat.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads again what {@link CaseJsonWriter} wrote in CASE 1.1, in one pass and several times as fast as a file of somebody else: every value is
 * taken at its word and nothing is mended. At the first value that the writer would not have written it gives up, and the caller reads the text
 * as a file of somebody else.
 */
final class StrictReading {
    private static final String ITEMS = "CFItems";
    private static final String ASSOCIATIONS = "CFAssociations";
    private static final int MOST_WORDS = 1 << 16;
    private static final int LONGEST_WORD = 40;

    private static final UUID NOBODY = new UUID(0, 0);

    private final byte[] bytes;
    private final JsonParser in;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, Instant> instants = new HashMap<>();
    private final Map<String, LinkGenURI> ends = new HashMap<>();
    private final Map<UUID, LinkURI> links = new HashMap<>();

    private StrictReading(byte[] bytes, JsonParser in) {
        this.bytes = bytes;
        this.in = in;
    }

    /** Something that was not written here. */
    private static final class Departure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Departure() {
            super("not as we write it", null, false, false);
        }
    }

    /**
     * The package, or a part of one, that was written here.
     *
     * @param rest reads what few packages have much of, a package without items and associations: its document, definitions and rubrics
     * @return empty where it was not written here, or not whole
     */
    static Optional<CFPackage> read(byte[] bytes, Function<byte[], Optional<CFPackage>> rest) {
        try (JsonParser in = JsonFile.parser(bytes)) {
            return new StrictReading(bytes, in).pkg(rest);
        } catch (Departure | JacksonException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<CFPackage> pkg(Function<byte[], Optional<CFPackage>> rest) {
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> associations = new ArrayList<>();
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        others.write('{');
        expect(in.nextToken(), JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals(ITEMS)) {
                each(value, () -> items.add(item()));
            } else if (name.equals(ASSOCIATIONS)) {
                each(value, () -> associations.add(association()));
            } else {
                copy(name, others);
            }
        }
        expect(in.currentToken(), JsonToken.END_OBJECT);
        if (in.nextToken() != null) {
            throw new Departure();
        }
        others.write('}');
        return rest.apply(others.toByteArray())
                .map(pkg -> new CFPackage(
                        pkg.document(), items, associations, pkg.definitions(), pkg.rubrics(), pkg.extensions()));
    }

    private void copy(String name, ByteArrayOutputStream others) {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        in.skipChildren();
        in.finishToken();
        int end = Math.toIntExact(in.currentLocation().getByteOffset());
        if (others.size() > 1) {
            others.write(',');
        }
        others.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        others.write(bytes, start, end - start);
    }

    private CFItem item() {
        CFItem.Builder item = CFItem.builder(NOBODY, "", "", Instant.MIN);
        properties(name -> {
            switch (name) {
                case "identifier" -> item.identifier(identifier());
                case "uri" -> item.uri(text());
                case "fullStatement" -> item.fullStatement(text());
                case "alternativeLabel" -> item.alternativeLabel(text());
                case "CFItemType" -> item.CFItemType(word());
                case "humanCodingScheme" -> item.humanCodingScheme(text());
                case "listEnumeration" -> item.listEnumeration(word());
                case "abbreviatedStatement" -> item.abbreviatedStatement(text());
                case "conceptKeywords" -> item.conceptKeywords(list(this::word));
                case "conceptKeywordsURI" -> item.conceptKeywordsURI(link());
                case "notes" -> item.notes(text());
                case "subject" -> item.subject(list(this::word));
                case "subjectURI" -> item.subjectURI(list(this::link));
                case "language" -> item.language(word());
                case "educationLevel" -> item.educationLevel(list(this::word));
                case "CFItemTypeURI" -> item.CFItemTypeURI(link());
                case "licenseURI" -> item.licenseURI(link());
                case "statusStartDate" -> item.statusStartDate(date());
                case "statusEndDate" -> item.statusEndDate(date());
                case "lastChangeDateTime" -> item.lastChangeDateTime(instant());
                case "extensions" -> item.extensions(extensions());
                default -> throw new Departure();
            }
        });
        CFItem read = item.build();
        required(read.identifier(), read.uri(), read.lastChangeDateTime());
        required(read.fullStatement());
        return read;
    }

    private static final LinkGenURI NOWHERE = new LinkGenURI("", "", "", null);

    private CFAssociation association() {
        CFAssociation.Builder association =
                CFAssociation.builder(NOBODY, "", AssociationType.IS_RELATED_TO, NOWHERE, NOWHERE, Instant.MIN);
        properties(name -> {
            switch (name) {
                case "identifier" -> association.identifier(identifier());
                case "uri" -> association.uri(text());
                case "associationType" ->
                    association.associationType(AssociationType.ofWire(text()).orElseThrow(Departure::new));
                case "sequenceNumber" -> association.sequenceNumber(number());
                case "originNodeURI" -> association.originNodeURI(end());
                case "destinationNodeURI" -> association.destinationNodeURI(end());
                case "CFAssociationGroupingURI" -> association.CFAssociationGroupingURI(link());
                case "lastChangeDateTime" -> association.lastChangeDateTime(instant());
                case "notes" -> association.notes(text());
                case "extensions" -> association.extensions(extensions());
                default -> throw new Departure();
            }
        });
        CFAssociation read = association.build();
        required(read.identifier(), read.uri(), read.lastChangeDateTime());
        required(read.originNodeURI().uri());
        required(read.destinationNodeURI().uri());
        return read;
    }

    private LinkURI link() {
        String[] read = parts();
        UUID identifier = CaseIds.parse(read[1]).orElseThrow(Departure::new);
        @Nullable LinkURI known = links.get(identifier);
        if (known != null && known.title().equals(read[0]) && known.uri().equals(read[2]) && read[3].isEmpty()) {
            return known;
        }
        if (!read[3].isEmpty()) {
            throw new Departure();
        }
        LinkURI link = new LinkURI(read[0], identifier, read[2]);
        links.put(identifier, link);
        return link;
    }

    /** One end of an association; ends that say the same are one object, as most nodes are ends of several. */
    private LinkGenURI end() {
        String[] read = parts();
        LinkGenURI end = new LinkGenURI(read[0], read[1], read[2], read[3].isEmpty() ? null : read[3]);
        @Nullable LinkGenURI known = ends.get(read[1]);
        if (known != null && known.equals(end)) {
            return known;
        }
        ends.put(read[1], end);
        return end;
    }

    /** Title, identifier, address and target type of a link; the last is empty where there is none. */
    private String[] parts() {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        String[] read = {"", "", "", ""};
        properties(name -> {
            int part = switch (name) {
                case "title" -> 0;
                case "identifier" -> 1;
                case "uri" -> 2;
                case "targetType" -> 3;
                default -> throw new Departure();
            };
            read[part] = part == 3 ? word() : text();
        });
        for (int i = 0; i < 3; i++) {
            required(read[i]);
        }
        return read;
    }

    private Extensions extensions() {
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        properties(name -> values.put(name, extension(name)));
        return new Extensions(values);
    }

    private Extensions.Value extension(String name) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return new Extensions.Text(in.getString());
        }
        JsonNode value = in.readValueAsTree();
        String json = value.toString();
        if (Extensions.namespaced(name) && Extensions.refused(json)) {
            throw new Departure();
        }
        return new Extensions.Json(json);
    }

    /** The properties of the object that the parser stands at the beginning of; each takes its value. */
    private void properties(java.util.function.Consumer<String> property) {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            property.accept(name);
        }
        expect(in.currentToken(), JsonToken.END_OBJECT);
    }

    private void each(JsonToken list, Runnable element) {
        expect(list, JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            element.run();
        }
    }

    private <T> List<T> list(Supplier<T> element) {
        expect(in.currentToken(), JsonToken.START_ARRAY);
        List<T> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.get());
        }
        return list;
    }

    private UUID identifier() {
        return CaseIds.parse(text()).orElseThrow(Departure::new);
    }

    private String text() {
        expect(in.currentToken(), JsonToken.VALUE_STRING);
        String text = in.getString();
        required(text);
        return text;
    }

    /** A text that stands again and again, once in memory. */
    private String word() {
        String text = text();
        if (text.length() > LONGEST_WORD || words.size() >= MOST_WORDS) {
            return text;
        }
        @Nullable String known = words.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private int number() {
        expect(in.currentToken(), JsonToken.VALUE_NUMBER_INT);
        return in.getIntValue();
    }

    private Instant instant() {
        String text = text();
        @Nullable Instant known = instants.get(text);
        if (known == null) {
            known = Instant.parse(text);
            if (instants.size() < MOST_WORDS) {
                instants.put(text, known);
            }
        }
        return known;
    }

    private LocalDate date() {
        return LocalDate.parse(text());
    }

    private static void expect(@Nullable JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new Departure();
        }
    }

    private static void required(UUID identifier, String uri, Instant changed) {
        if (identifier.equals(NOBODY) || changed.equals(Instant.MIN)) {
            throw new Departure();
        }
        required(uri);
    }

    private static void required(String text) {
        if (text.isBlank()) {
            throw new Departure();
        }
    }
}
