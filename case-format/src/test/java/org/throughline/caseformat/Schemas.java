package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the official schemas of both versions say of an answer; tests that ask are skipped where the specifications are not at hand. */
final class Schemas {

    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What CASE 1.1 objects to in the answer of this operation, such as {@code getcfpackage}. */
    static List<String> v1p1(String operation, byte[] written) {
        String path = "specs/case/case-v1p1-1edtech/caseservicegroupv1p1-" + operation
                + "-200-responsepayload-schemav1p0p0.json";
        return errors(
                KNOWN.computeIfAbsent(path, any -> schema(path, file(path), SpecificationVersion.DRAFT_2020_12)),
                written);
    }

    /** What CASE 1.0 objects to in an object of this class, such as {@code CFItem} or {@code CFConceptSet}. */
    static List<String> v1p0(String type, byte[] written) {
        return errors(
                KNOWN.computeIfAbsent(
                        type, any -> schema("v1p0/" + type, definition(type), SpecificationVersion.DRAFT_4)),
                written);
    }

    /** What the package's own schema of CASE 1.0 objects to. */
    static List<String> v1p0Package(byte[] written) {
        String path = "specs/case/opensalt-case-v1p0-cfpackage-schema.json";
        return errors(
                KNOWN.computeIfAbsent(path, any -> schema(path, file(path), SpecificationVersion.DRAFT_4)), written);
    }

    /** The class with all definitions; a class that extends another gets its properties, for both are closed. */
    private static String definition(String type) {
        JsonMapper json = JsonMapper.shared();
        JsonNode definitions = json.readTree(file("specs/case/opensalt-case-v1p0-swagger.json"))
                .path("definitions");
        for (String name : List.copyOf(definitions.propertyNames())) {
            JsonNode allOf = definitions.path(name).path("allOf");
            if (allOf.isArray()) {
                ObjectNode merged =
                        json.createObjectNode().put("type", "object").put("additionalProperties", false);
                ObjectNode properties = merged.putObject("properties");
                var required = merged.putArray("required");
                for (JsonNode part : allOf) {
                    String ref = part.path("$ref").asString("");
                    JsonNode whole = ref.isEmpty() ? part : definitions.path(ref.substring(ref.lastIndexOf('/') + 1));
                    whole.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
                    whole.path("required").forEach(required::add);
                }
                ((ObjectNode) definitions).set(name, merged);
            }
        }
        ObjectNode schema = json.createObjectNode().put("$ref", "#/definitions/" + type + ".Type");
        schema.set("definitions", definitions);
        return schema.toString();
    }

    private static String file(String path) {
        return new String(ProjectFiles.bytes(ProjectFiles.shared(path)), UTF_8);
    }

    private static Schema schema(String name, String text, SpecificationVersion dialect) {
        return SchemaRegistry.withDefaultDialect(dialect)
                .getSchema(SchemaLocation.of("https://schemas.example/" + name), text, InputFormat.JSON);
    }

    private static List<String> errors(Schema schema, byte[] written) {
        return schema
                .validate(
                        new String(written, UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
