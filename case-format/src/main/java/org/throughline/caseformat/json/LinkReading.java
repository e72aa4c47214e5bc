package org.throughline.caseformat.json;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ends of associations. An end inside the package is named by the node's identifier as we know it; an end elsewhere stays as it
 * was written, whatever it is.
 */
final class LinkReading {

    private final Identities identities;
    private final Remarks remarks;

    LinkReading(Identities identities, Remarks remarks) {
        this.identities = identities;
        this.remarks = remarks;
    }

    /** The end that this value means; empty where it names nothing. */
    Optional<LinkGenURI> of(JsonNode value, String pointer) {
        if (value.isArray() && value.size() == 1) {
            remarks.repair("list-as-link", pointer, "Expected a link, found a list of one; took its link.");
            return of(value.get(0), pointer + "/0");
        }
        if (value.isString() && !Texts.clean(value.stringValue()).isBlank()) {
            String text = Texts.clean(value.stringValue()).strip();
            LinkGenURI link = ofText(text);
            remarks.repair(
                    "text-as-link",
                    pointer,
                    "Expected a link, found the text " + Texts.quoted(text) + "; took it as one to "
                            + Texts.quoted(link.title()) + ".");
            return Optional.of(link);
        }
        if (!(value instanceof ObjectNode object)) {
            return Optional.empty();
        }
        Fields fields = new Fields(object, pointer, identities, remarks);
        @Nullable String identifier = fields.text("identifier");
        @Nullable String uri = fields.uri("uri");
        if (identifier == null && uri == null) {
            return Optional.empty();
        }
        Optional<UUID> node = identities.nodeOf(identifier, uri);
        String named = node.map(identities::text)
                .or(() -> Optional.ofNullable(identifier)
                        .flatMap(Identities::accepted)
                        .map(UUID::toString))
                .or(() -> Optional.ofNullable(identifier))
                .or(() -> Identities.atEndOf(uri == null ? "" : uri).map(UUID::toString))
                .orElse(uri == null ? "" : uri);
        fields.named(identifier, named);
        String address = uri != null ? uri : address(named, pointer);
        String title = fields.text("title", title(named).orElse(address));
        LinkGenURI link = new LinkGenURI(title, identities.words().of(named), address, targetType(fields));
        fields.done();
        return Optional.of(identities.words().of(link));
    }

    /** The end that is named by an identifier alone. */
    LinkGenURI ofIdentifier(String identifier, String pointer) {
        String named = identities
                .nodeOf(identifier, null)
                .or(() -> Identities.accepted(identifier))
                .map(identities::text)
                .orElse(identifier);
        return identities
                .words()
                .of(new LinkGenURI(title(named).orElse(identifier), named, address(named, pointer), null));
    }

    private Optional<String> title(String named) {
        return CaseIds.parse(named).flatMap(identities::title);
    }

    private LinkGenURI ofText(String text) {
        @Nullable String address = text.indexOf(':') > 0 || text.indexOf('/') > 0 ? Fields.mended(text) : null;
        String named = identities
                .nodeOf(text, address)
                .or(() -> Identities.atEndOf(text))
                .map(identities::text)
                .orElse(text);
        return identities
                .words()
                .of(new LinkGenURI(
                        title(named).orElse(text),
                        named,
                        address != null ? address : "urn:uuid:" + identities.of(named),
                        null));
    }

    private String address(String named, String pointer) {
        String address = "urn:uuid:" + identities.of(named);
        remarks.repair("missing-required", pointer, "\"uri\" is missing; took " + address + ".");
        return address;
    }

    private @Nullable String targetType(Fields fields) {
        @Nullable String type = fields.text("targetType");
        if (type == null || type.equals("CASE") || type.matches("ext:[a-zA-Z0-9.\\-_]+")) {
            return type;
        }
        String mended =
                type.equalsIgnoreCase("CASE") ? "CASE" : "ext:" + type.strip().replaceAll("[^a-zA-Z0-9.\\-_]+", "-");
        remarks.repair(
                "unexpected-value",
                fields.pointer("targetType"),
                "Expected CASE or ext: and a name, found " + Texts.quoted(type) + "; took " + mended + ".");
        return mended;
    }
}
