package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.LinkGenURI;
import tools.jackson.databind.node.ObjectNode;

/** The associations that the resources of a CTDL-ASN file say: where each stands, from above and from below, and what it links to. */
final class CtdlTree {

    static final int MAX_LINKS = 200_000;

    /** One item, with what its resource says. */
    private record Said(CFItem item, Map<String, List<CtdlResource.Link>> links, String at) {
        String place(String property) {
            return at + "/" + property;
        }

        List<CtdlResource.Link> links(String name) {
            return links.getOrDefault(name, List.of());
        }
    }

    private final CtdlWords words;
    private final CFDocument document;
    private final Map<String, CFItem> byName = new HashMap<>();
    private final Map<UUID, Said> said = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<CFAssociation> associations = new ArrayList<>();
    private final List<String> pointers = new ArrayList<>();

    CtdlTree(CtdlWords words, CFDocument document) {
        this.words = words;
        this.document = document;
    }

    /** What a resource says about where it stands and what it links to, by property; all of it is then no longer asked for. */
    static Map<String, List<CtdlResource.Link>> links(CtdlWords words, CtdlResource resource) {
        Map<String, List<CtdlResource.Link>> links = new HashMap<>();
        for (Iterable<String> names : List.of(words.places(), words.links().keySet())) {
            names.forEach(name -> {
                List<CtdlResource.Link> found = resource.links(name);
                if (!found.isEmpty()) {
                    links.put(name, found);
                }
            });
        }
        return links;
    }

    /** Says that this item is in the framework; links may name it by its identifier or by any of these names. */
    void add(CFItem item, Map<String, List<CtdlResource.Link>> links, String at, List<String> names) {
        said.put(item.identifier(), new Said(item, links, at));
        byName.putIfAbsent(item.identifier().toString(), item);
        names.forEach(name -> byName.putIfAbsent(name, item));
    }

    /** Reads the links of the framework and of everything in it. */
    void read(ObjectNode framework, String at) {
        CtdlResource root = new CtdlResource(framework);
        int number = 1;
        for (String name : List.of(words.topChildren, words.children, "ceterms:hasMember")) {
            for (CtdlResource.Link child : CtdlResource.links(root.look(name))) {
                @Nullable CFItem item = item(child.address());
                if (item != null && (!name.equals("ceterms:hasMember") || standsAtTheTop(item))) {
                    number += branch(item, LinkGenURI.to(document), number, at + "/" + name) ? 1 : 0;
                }
            }
            if (number > 1) {
                break; // hasChild of a framework names all that is in it, hasTopChild the first level
            }
        }
        said.values().forEach(this::below);
        said.values().forEach(this::above);
        said.values().forEach(this::links);
    }

    private boolean standsAtTheTop(CFItem item) {
        @Nullable Said one = said.get(item.identifier());
        return one != null && one.links(words.parent).isEmpty();
    }

    private void below(Said parent) {
        int next = 1;
        for (CtdlResource.Link child : parent.links(words.children)) {
            @Nullable CFItem item = item(child.address());
            if (item != null) {
                next += branch(item, LinkGenURI.to(parent.item()), next, parent.place(words.children)) ? 1 : 0;
            }
        }
    }

    private void above(Said one) {
        CFItem item = one.item();
        @Nullable Integer number = item.listEnumeration() == null ? null : CellText.integer(item.listEnumeration());
        for (CtdlResource.Link above : one.links(words.parent)) {
            @Nullable CFItem parent = item(above.address());
            LinkGenURI end = parent != null
                    ? LinkGenURI.to(parent)
                    : isDocument(above.address()) ? LinkGenURI.to(document) : outside(above);
            branch(item, end, number, one.place(words.parent));
        }
        if (!one.links(words.topOf).isEmpty()) {
            branch(item, LinkGenURI.to(document), number, one.place(words.topOf));
        }
    }

    private void links(Said one) {
        LinkGenURI here = LinkGenURI.to(one.item());
        words.links().forEach((name, meaning) -> {
            for (CtdlResource.Link link : one.links(name)) {
                @Nullable CFItem other = item(link.address());
                LinkGenURI there = other != null
                        ? LinkGenURI.to(other)
                        : isDocument(link.address()) ? LinkGenURI.to(document) : outside(link);
                association(
                        meaning.type(),
                        meaning.fromHere() ? here : there,
                        meaning.fromHere() ? there : here,
                        null,
                        one.place(name));
            }
        });
    }

    private @Nullable CFItem item(String name) {
        @Nullable CFItem item = byName.get(name);
        if (item == null && name.endsWith("/")) {
            item = byName.get(name.substring(0, name.length() - 1));
        }
        return item != null ? item : byName.get(ForeignNames.of(name).toString());
    }

    private boolean isDocument(String name) {
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return bare.equals(document.uri()) || ForeignNames.of(bare).equals(document.identifier());
    }

    private boolean branch(CFItem child, LinkGenURI parent, @Nullable Integer number, String at) {
        return association(AssociationType.IS_CHILD_OF, LinkGenURI.to(child), parent, number, at);
    }

    private boolean association(
            AssociationType type, LinkGenURI origin, LinkGenURI destination, @Nullable Integer number, String at) {
        String sentence = origin.identifier() + " " + type.wire() + " " + destination.identifier();
        if (associations.size() > MAX_LINKS || !told.add(sentence)) {
            return false;
        }
        UUID identifier = ForeignNames.derived(sentence);
        associations.add(
                CFAssociation.builder(identifier, "urn:uuid:" + identifier, type, origin, destination, changed(origin))
                        .sequenceNumber(number)
                        .build());
        pointers.add(at);
        return true;
    }

    private Instant changed(LinkGenURI origin) {
        @Nullable CFItem item = byName.get(origin.identifier());
        return item == null ? document.lastChangeDateTime() : item.lastChangeDateTime();
    }

    private static LinkGenURI outside(CtdlResource.Link link) {
        String name = link.address();
        String identifier = ForeignNames.accepted(name).map(UUID::toString).orElse(name);
        String uri = ForeignNames.isUri(name) ? name : "urn:uuid:" + ForeignNames.of(name);
        return new LinkGenURI(link.name() == null ? name : link.name(), identifier, uri, null);
    }

    List<CFAssociation> associations() {
        return associations;
    }

    /** Lets go of everything but where associations are said. */
    void forget() {
        said.clear();
        byName.clear();
        told.clear();
        associations.clear();
    }

    /** Where each association is said. */
    List<String> pointers() {
        return pointers;
    }
}
