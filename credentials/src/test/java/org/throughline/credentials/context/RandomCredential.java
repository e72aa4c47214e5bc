package org.throughline.credentials.context;

import static java.util.Objects.requireNonNull;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes credentials at random from our own tables: nodes with types and the properties that those types know. */
final class RandomCredential {

    private static final Scope VC = TermTable.read("vc-2.0.terms").scope();
    private static final Scope OB = TermTable.read("ob-3.0.3.terms").scope();
    private static final List<String> TYPES = List.of(
            "Achievement",
            "AchievementSubject",
            "Address",
            "Alignment",
            "Evidence",
            "IdentityObject",
            "Image",
            "Profile",
            "Related",
            "Result",
            "ResultDescription",
            "RubricCriterionLevel",
            "GeoCoordinates",
            "IdentifierEntry");

    private final Random random;

    private RandomCredential(Random random) {
        this.random = random;
    }

    static String next(Random random) {
        RandomCredential maker = new RandomCredential(random);
        JsonObjectBuilder credential = Json.createObjectBuilder()
                .add(
                        "@context",
                        Json.createArrayBuilder()
                                .add(ApprovedContexts.VC_2_0)
                                .add(ApprovedContexts.OB_3_0_3)
                                .add(ApprovedContexts.OB_EXTENSIONS))
                .add("id", maker.uri())
                .add(
                        "type",
                        Json.createArrayBuilder().add("VerifiableCredential").add("OpenBadgeCredential"));
        Map<String, Term> envelope = scopeOf(VC, "VerifiableCredential").terms();
        for (String property : List.of("name", "description", "issuer", "validFrom", "evidence", "credentialSubject")) {
            maker.add(credential, property, requireNonNull(envelope.get(property)), 0);
        }
        return credential.build().toString();
    }

    private JsonObject node(int depth) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        JsonObjectBuilder node = Json.createObjectBuilder();
        if (random.nextInt(3) == 0) {
            node.add("id", uri());
        }
        node.add("type", Json.createArrayBuilder().add(type));
        scopeOf(OB, type).terms().forEach((name, term) -> {
            if (random.nextInt(2) == 0) {
                add(node, name, term, depth + 1);
            }
        });
        if (random.nextBoolean()) {
            add(node, "name", requireNonNull(OB.terms().get("name")), depth + 1);
        }
        return node.build();
    }

    private void add(JsonObjectBuilder node, String name, Term term, int depth) {
        int choice = random.nextInt(10);
        if ("@list".equals(term.container())) {
            node.add(name, Json.createArrayBuilder().add("low").add("middle").add("low"));
        } else if (depth < 4 && choice < 3) {
            node.add(name, node(depth));
        } else if (depth < 4 && choice == 3) {
            node.add(name, Json.createArrayBuilder().add(node(depth)).add(node(depth)));
        } else if ("@id".equals(term.type())) {
            node.add(name, uri());
        } else if (choice == 4) {
            node.add(name, random.nextInt(1_000));
        } else if (choice == 5) {
            node.add(name, random.nextInt(1_000) / 16.0 + 0.03125);
        } else if (choice == 6) {
            node.add(name, random.nextBoolean());
        } else {
            node.add(name, text());
        }
    }

    private static Scope scopeOf(Scope table, String type) {
        return requireNonNull(requireNonNull(table.terms().get(type)).scope());
    }

    private String uri() {
        return "urn:uuid:00000000-0000-4000-8000-%012d".formatted(random.nextInt(50));
    }

    private String text() {
        String[] words = {
            "Strom", "line", "\"quoted\"", "back\\slash", "tab\there", "line\nfeed", "Prüfung", "電気", "🔌", "\u0001"
        };
        return words[random.nextInt(words.length)] + " " + random.nextInt(100);
    }
}
