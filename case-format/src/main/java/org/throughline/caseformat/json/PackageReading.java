package org.throughline.caseformat.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reading of one package: first who is who, then every object in turn. */
final class PackageReading {

    private static final String ASSOCIATIONS = "associations";
    private static final Set<String> WHOLE = Set.of("CFDocument", "lsDoc", "document", "extensions");

    private final JsonFile file;
    private final Map<String, Place> properties;
    private final String at;
    private final Remarks remarks;
    private final int maxItems;
    private final int maxAssociations;

    /**
     * @param properties the package's own properties
     * @param at where the package stands in the file
     */
    PackageReading(
            JsonFile file,
            Map<String, Place> properties,
            String at,
            int maxItems,
            int maxAssociations,
            Remarks remarks) {
        this.file = file;
        this.properties = properties;
        this.at = at;
        this.maxItems = maxItems;
        this.maxAssociations = maxAssociations;
        this.remarks = remarks;
    }

    /** What makes names of this package unique and stays when the same file is read again from elsewhere. */
    private static String source(ObjectNode document, String sourceName) {
        @Nullable String identifier = Inventory.written(document);
        String address = document.path("uri").asString("");
        if (identifier == null || identifier.isBlank()) {
            return address.isBlank() ? sourceName : address;
        }
        if (Identities.accepted(identifier).isPresent()) {
            return identifier;
        }
        // two publishers may well call their documents "1", or the nil UUID; who calls it so tells them apart
        return Identities.isUri(address)
                ? address
                : identifier + "\n" + document.path("creator").asString("");
    }

    /**
     * The package.
     *
     * @param sourceName the file or address it came from, for a document that names itself nowhere
     * @throws Refusal where it is none, or beyond a limit
     */
    ReadPackage read(String sourceName) {
        ObjectNode outline = file.outline(properties, WHOLE, at);
        @Nullable String key = PropertyNames.keyOf(outline, "CFDocument");
        JsonNode written = key == null ? outline.path("CFDocument") : outline.path(key);
        boolean list = written.isArray() && written.size() == 1;
        JsonNode value = list ? written.get(0) : written;
        if (!(Inventory.unwrapped(value, "CFDocument") instanceof ObjectNode document) || document.isEmpty()) {
            throw new Refusal(
                    "not-case",
                    key == null ? at : at + "/" + Fields.escaped(key),
                    "Expected a CASE package, found a CFDocument that is "
                            + (value.isArray()
                                    ? "a list of " + value.size()
                                    : value.isObject() ? "an empty object" : Fields.kind(value))
                            + ".");
        }
        return new Parts(new Identities(source(document, sourceName)), outline, (ObjectNode) value, list).read();
    }

    /** The objects, once it is known whose they are. */
    private final class Parts {
        private final Identities identities;
        private final Inventory inventory;
        private final Fields fields;
        private final ObjectNode document;
        private final boolean inList;
        private Instant changed = Instant.EPOCH;

        Parts(Identities identities, ObjectNode outline, ObjectNode document, boolean inList) {
            this.inList = inList;
            this.identities = identities;
            this.inventory = new Inventory(file, identities, remarks);
            this.fields = new Fields(outline, at, identities, remarks);
            this.document = document;
        }

        ReadPackage read() {
            fields.take("CFDocument");
            String place = fields.pointer("CFDocument");
            if (inList) {
                remarks.repair("wrapped-object", place, "Unwrapped the only element of a list.");
            }
            Written writtenDocument =
                    inventory.one(document, inList ? place + "/0" : place, "CFDocument", Inventory.NODES);
            List<Written> writtenItems = list("CFItems", "CFItem", Inventory.NODES, maxItems);
            List<Written> writtenAssociations = list("CFAssociations", "CFAssociation", ASSOCIATIONS, maxAssociations);
            inventory.close(Inventory.NODES);
            inventory.close(ASSOCIATIONS);
            identities.written().document(writtenDocument.pointer());
            node(writtenDocument);
            writtenItems.forEach(this::node);

            changed = changed(writtenDocument);
            DefinitionsReading more = new DefinitionsReading(file, identities, inventory, remarks, changed);
            CFDefinitions definitions =
                    more.definitions(fields.take("CFDefinitions"), fields.pointer(fields.key("CFDefinitions")), fields);
            ObjectReading objects = new ObjectReading(identities, remarks, changed);
            CFDocument readDocument = objects.document(writtenDocument);
            List<CFItem> items = new ArrayList<>(writtenItems.size());
            writtenItems.forEach(written -> items.add(objects.item(written)));
            List<CFRubric> rubrics = more.rubrics(fields.take("CFRubrics"), fields.pointer(fields.key("CFRubrics")));
            List<CFAssociation> associations = new ArrayList<>(writtenAssociations.size());
            List<Written> kept = new ArrayList<>(writtenAssociations.size());
            for (Written written : writtenAssociations) {
                objects.association(written).ifPresent(association -> {
                    associations.add(association);
                    kept.add(written);
                });
            }
            fields.unfold(file::tree);
            Extensions extensions = fields.extensions();
            fields.done();
            return new ReadPackage(
                    new CFPackage(readDocument, items, associations, definitions, rubrics, extensions),
                    new Pointers(writtenItems),
                    new Pointers(kept),
                    identities.written());
        }

        private List<Written> list(String name, String kind, String space, int most) {
            return inventory.of(fields.take(name), fields.pointer(fields.key(name)), kind, space, most);
        }

        private void node(Written written) {
            @Nullable
            String address = inventory
                    .address(written.identifier())
                    .orElseGet(() ->
                            new Fields(written.object(), written.pointer(), identities, Silence.SILENCE).uri("uri"));
            identities.node(written.identifier(), written.original(), address);
        }

        private Instant changed(Written written) {
            Fields silent = new Fields(written.object(), written.pointer(), identities, Silence.SILENCE);
            return Dates.instant(silent, "lastChangeDateTime", Instant.EPOCH, Silence.SILENCE);
        }
    }
}
