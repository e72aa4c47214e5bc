package org.throughline.server.frameworks;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the official schemas of both versions of CASE say of an answer; whoever asks is skipped where the specifications are not at hand. */
public final class CaseSchemas {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CaseSchemas() {}

    /**
     * What is wrong with an answer.
     *
     * @param version {@code v1p0} or {@code v1p1}
     * @param type the class of the answer, as {@code CFPackage}
     */
    public static List<Error> violations(String version, String type, String answer) throws IOException {
        return schema(whole(version, type)).validate(answer, InputFormat.JSON);
    }

    private static JsonNode whole(String version, String type) throws IOException {
        if (version.equals("v1p1")) {
            JsonNode openapi = JSON.readTree(
                    Files.readString(SharedFolder.path("specs/case/case-v1p1-1edtech/imscasev1p1_openapi3_v1p0.json")));
            return wrapped(openapi.path("components").path("schemas"), "#/components/schemas/", type + "DType");
        }
        JsonNode swagger =
                JSON.readTree(Files.readString(SharedFolder.path("specs/case/opensalt-case-v1p0-swagger.json")));
        return wrapped(swagger.path("definitions"), "#/definitions/", type + ".Type");
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(
                        SchemaLocation.of("https://schemas.example/" + UUID.randomUUID()),
                        schema.toString(),
                        InputFormat.JSON);
    }

    /** The schema of one class, with all that it leads to. Classes that are put together of others are spelled out, so that they can be closed. */
    private static JsonNode wrapped(JsonNode all, String prefix, String name) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$ref", "#/definitions/" + name);
        ObjectNode definitions = (ObjectNode) JSON.readTree(all.toString().replace(prefix, "#/definitions/"));
        definitions.propertyNames().forEach(one -> spellOut((ObjectNode) definitions.path(one), definitions));
        whole.set("definitions", definitions);
        return whole;
    }

    private static void spellOut(ObjectNode one, ObjectNode definitions) {
        JsonNode parts = one.remove("allOf");
        if (parts == null) {
            return;
        }
        for (JsonNode part : parts) {
            ObjectNode meant = part.has("$ref")
                    ? (ObjectNode) definitions.path(part.path("$ref").asString().replace("#/definitions/", ""))
                    : (ObjectNode) part;
            spellOut(meant, definitions);
            one.withObjectProperty("properties").setAll((ObjectNode) meant.path("properties"));
            meant.path("required").forEach(one.withArrayProperty("required")::add);
        }
    }
}
