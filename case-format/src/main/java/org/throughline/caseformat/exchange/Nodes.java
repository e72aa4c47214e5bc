package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/** What an end of an association may lead to: the document, the items of the sheet, those that stand already, and addresses. */
final class Nodes {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:case:identifier");

    private final CFDocument document;
    private final String source;
    private final Map<UUID, CFItem> items = new HashMap<>();
    private final Map<String, CFItem> byCode = new HashMap<>();

    Nodes(CFDocument document, String source) {
        this.document = document;
        this.source = source;
    }

    void add(CFItem item) {
        items.put(item.identifier(), item);
        if (item.humanCodingScheme() != null) {
            byCode.putIfAbsent(item.humanCodingScheme(), item);
        }
    }

    boolean has(UUID identifier) {
        return items.containsKey(identifier) || document.identifier().equals(identifier);
    }

    boolean has(String identifier) {
        return CaseIds.parse(identifier).filter(this::has).isPresent();
    }

    LinkGenURI link(UUID identifier) {
        @Nullable CFItem item = items.get(identifier);
        return item == null ? LinkGenURI.to(document) : LinkGenURI.to(item);
    }

    /** The code of an item; empty where it has none. */
    String code(UUID identifier) {
        @Nullable CFItem item = items.get(identifier);
        return item == null || item.humanCodingScheme() == null ? "" : item.humanCodingScheme();
    }

    /** The node that this text names, by identifier or code. */
    Optional<LinkGenURI> named(String text) {
        UUID identifier = RowIdentities.derived(source, text);
        if (has(identifier)) {
            return Optional.of(link(identifier));
        }
        return Optional.ofNullable(byCode.get(text))
                .map(LinkGenURI::to)
                .or(() -> CellText.isUri(text)
                        ? CellText.atEndOf(text).filter(this::has).map(this::link)
                        : Optional.empty());
    }

    /** The end that this text means, inside or outside. */
    LinkGenURI end(String text) {
        return named(text).orElseGet(() -> outside(text));
    }

    private LinkGenURI outside(String text) {
        if (CellText.isUri(text)) {
            String identifier = CellText.atEndOf(text).map(UUID::toString).orElse(text);
            return new LinkGenURI(text, identifier, text, null);
        }
        Optional<UUID> accepted = CellText.identifier(text);
        if (accepted.isPresent()) {
            return LinkGenURI.to(text, accepted.get(), "urn:uuid:" + accepted.get());
        }
        UUID named = CaseIds.v5(NAMESPACE, source + "\n" + CellText.plain(text));
        return new LinkGenURI(text, text, "urn:uuid:" + named, null);
    }
}
