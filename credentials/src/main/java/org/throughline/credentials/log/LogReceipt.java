package org.throughline.credentials.log;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * What a person takes away as proof that an act stands in the log: the act, its place, the path from its leaf to the root, and the signed
 * checkpoint with that root. Whoever has the log's key needs nothing else to check it.
 *
 * @param index the act's place in the log, from 0
 * @param path from the leaf to the root
 * @param checkpoint as the log published it
 * @param key the key that the log says it signs with; a checker compares it with what they know from elsewhere
 */
public record LogReceipt(LoggedAct act, long index, List<TreeHash> path, SignedNote checkpoint, NoteKey key) {

    /** The most bytes of a receipt that are read. */
    public static final int MAX_BYTES = 1 << 16;

    private static final String TYPE = "ThroughlineLogReceipt";

    public LogReceipt {
        path = List.copyOf(path);
    }

    /** What came of reading. */
    public sealed interface Read {
        record Receipt(LogReceipt receipt) implements Read {}

        record Refused(String why) implements Read {}
    }

    /** What came of checking. */
    public sealed interface Answer {
        /** The act stands in the log, at this place, under this checkpoint. */
        record Stands(Checkpoint checkpoint) implements Answer {}

        /** Something does not fit; the words say what. */
        record Fails(String why) implements Answer {}
    }

    /** Checks the receipt against the key of the log. */
    public Answer check(NoteKey trusted) {
        Optional<Checkpoint> parsed = Checkpoint.parse(checkpoint.text());
        if (parsed.isEmpty()) {
            return new Answer.Fails("The checkpoint does not read as one: origin, size and root, a line each.");
        }
        Checkpoint commitment = parsed.get();
        if (!commitment.origin().equals(trusted.name())) {
            return new Answer.Fails("The checkpoint is of the log %s, and the key is of the log %s."
                    .formatted(commitment.origin(), trusted.name()));
        }
        if (!checkpoint.isSignedBy(trusted)) {
            return new Answer.Fails("The key %s did not sign this checkpoint.".formatted(trusted.fingerprint()));
        }
        if (!MerkleTree.includes(act.leaf(), index, commitment.size(), path, commitment.root())) {
            return new Answer.Fails(
                    "The act, its place %d and the path do not lead to the signed root: something in the receipt was changed."
                            .formatted(index));
        }
        return new Answer.Stands(commitment);
    }

    /** The receipt as JSON text. */
    public String json() {
        JsonObjectBuilder details = Json.createObjectBuilder();
        act.details().forEach(details::add);
        JsonObjectBuilder fields = Json.createObjectBuilder()
                .add("at", act.at().toString())
                .add("action", act.action())
                .add("actor", act.actor());
        String organization = act.organization();
        if (organization != null) {
            fields.add("organization", organization);
        }
        fields.add("subject", act.subject()).add("details", details);
        JsonArrayBuilder steps = Json.createArrayBuilder();
        path.forEach(step -> steps.add(step.base64()));
        JsonObject receipt = Json.createObjectBuilder()
                .add("type", TYPE)
                .add("act", fields)
                .add("index", index)
                .add("path", steps)
                .add("checkpoint", checkpoint.note())
                .add("key", key.text())
                .build();
        return new JsonText().write(receipt) + "\n";
    }

    /** Reads a receipt, and says what is wrong with one that can't be read. */
    public static Read read(byte[] json) {
        if (json.length > MAX_BYTES) {
            return new Read.Refused("A receipt has at most %d bytes.".formatted(MAX_BYTES));
        }
        Optional<String> text = StrictJson.utf8(json);
        if (text.isEmpty()) {
            return new Read.Refused("A receipt is UTF-8 text.");
        }
        return switch (StrictJson.parse(text.get())) {
            case Parsed.Refused refused -> new Read.Refused(refused.message());
            case Parsed.Tree tree ->
                receipt(tree.object())
                        .<Read>map(Read.Receipt::new)
                        .orElseGet(() -> new Read.Refused(
                                "This is JSON, but no receipt of a log: type, act, index, path, checkpoint or key is missing or"
                                        + " malformed."));
        };
    }

    private static Optional<LogReceipt> receipt(JsonObject json) {
        Optional<LoggedAct> act = Tree.object(json, "act").flatMap(LogReceipt::act);
        Optional<SignedNote> checkpoint = Tree.text(json, "checkpoint").flatMap(SignedNote::parse);
        Optional<NoteKey> key = Tree.text(json, "key").flatMap(NoteKey::parse);
        List<TreeHash> path = new ArrayList<>();
        for (JsonValue step : Tree.values(json, "path")) {
            Optional<TreeHash> hash = Tree.text(step).flatMap(TreeHash::ofBase64);
            if (hash.isEmpty() || path.size() == Long.SIZE) {
                return Optional.empty();
            }
            path.add(hash.get());
        }
        boolean ours = Tree.text(json, "type").filter(TYPE::equals).isPresent()
                && json.get("index") instanceof JsonNumber number
                && number.isIntegral();
        return ours && act.isPresent() && checkpoint.isPresent() && key.isPresent()
                ? Optional.of(new LogReceipt(
                        act.get(), json.getJsonNumber("index").longValue(), path, checkpoint.get(), key.get()))
                : Optional.empty();
    }

    private static Optional<LoggedAct> act(JsonObject json) {
        Map<String, String> details = new TreeMap<>();
        for (Map.Entry<String, JsonValue> detail :
                Tree.object(json, "details").orElse(JsonValue.EMPTY_JSON_OBJECT).entrySet()) {
            if (!(detail.getValue() instanceof JsonString value)) {
                return Optional.empty();
            }
            details.put(detail.getKey(), value.getString());
        }
        Optional<String> at = Tree.text(json, "at");
        Optional<String> action = Tree.text(json, "action");
        Optional<String> actor = Tree.text(json, "actor");
        Optional<String> subject = Tree.text(json, "subject");
        if (at.isEmpty() || action.isEmpty() || actor.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoggedAct(
                    Instant.parse(at.get()),
                    action.get(),
                    actor.get(),
                    Tree.text(json, "organization").orElse(null),
                    subject.get(),
                    details));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
