package org.throughline.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadItem;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;

/** Competencies at their homes: the CFItem that a {@code targetUrl} answers with. Each is asked for once in a run, and a silent host once. */
final class CaseItems implements CompetencyResolver {

    private final DocumentLoader documents;
    private final CaseReader reader = new CaseReader();
    private final Map<String, Resolution> known = new ConcurrentHashMap<>();
    private final Set<String> silentHosts = ConcurrentHashMap.newKeySet();

    CaseItems(DocumentLoader documents) {
        this.documents = documents;
    }

    @Override
    public Resolution resolve(String targetUrl) {
        Resolution before = known.get(targetUrl);
        if (before != null) {
            return before;
        }
        Resolution now = lookUp(targetUrl);
        known.put(targetUrl, now);
        return now;
    }

    private Resolution lookUp(String targetUrl) {
        URI uri;
        try {
            uri = new URI(targetUrl);
        } catch (URISyntaxException e) {
            return new Resolution.NotFound("Its targetUrl is no well-formed address.");
        }
        String host = String.valueOf(uri.getAuthority());
        if (silentHosts.contains(host)) {
            return new Resolution.Unreachable(host + " could not be reached before in this run.");
        }
        return switch (documents.load(uri, DocumentKind.CASE_ITEM)) {
            case Loaded.Document document -> read(uri, document);
            case Loaded.Unavailable unavailable -> {
                String message = "Its address " + unavailable.message() + ".";
                if (unavailable.message().contains("HTTP status 404")
                        || unavailable.message().contains("HTTP status 410")) {
                    yield new Resolution.NotFound(message);
                }
                if (!unavailable.reasonCode().equals("remote-status")) {
                    silentHosts.add(host);
                }
                yield new Resolution.Unreachable(message);
            }
        };
    }

    private Resolution read(URI uri, Loaded.Document document) {
        Optional<ReadItem> item = reader.readItem(document.bytes(), uri.toString());
        if (item.isEmpty()) {
            return new Resolution.NotFound("What its address answered with is no CFItem.");
        }
        ReadItem found = item.get();
        String shorter = found.item().abbreviatedStatement();
        return new Resolution.Found(
                shorter == null ? found.item().fullStatement() : shorter,
                found.item().fullStatement(),
                found.framework(),
                replacedBy(uri, found));
    }

    /** What took the item's place: told with the item, or by the CASE API beside it (CASE 1.1, getCFItemAssociations). */
    private List<String> replacedBy(URI uri, ReadItem found) {
        List<CFAssociation> associations = new ArrayList<>(found.associations());
        String path = String.valueOf(uri.getPath());
        if (associations.isEmpty() && path.contains("/CFItems/")) {
            URI beside = URI.create(uri.toString().replace("/CFItems/", "/CFItemAssociations/"));
            if (documents.load(beside, DocumentKind.CASE_ITEM) instanceof Loaded.Document document) {
                reader.readItem(document.bytes(), beside.toString())
                        .ifPresent(answer -> associations.addAll(answer.associations()));
            }
        }
        String identifier = found.item().identifier().toString();
        return associations.stream()
                .filter(a -> a.associationType() == AssociationType.Standard.REPLACED_BY)
                .filter(a -> a.originNodeURI().identifier().equals(identifier))
                .map(a -> a.destinationNodeURI().title().isBlank()
                        ? a.destinationNodeURI().uri()
                        : a.destinationNodeURI().title())
                .distinct()
                .toList();
    }
}
