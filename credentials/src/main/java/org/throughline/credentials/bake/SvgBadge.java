package org.throughline.credentials.bake;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * SVG images with a credential in a tag of its own. The XML is read to its end, so that a second tag is noticed; document types that declare
 * anything, and entities, are refused, and nothing is ever fetched.
 */
final class SvgBadge {

    private static final String BOM = "\uFEFF";
    private static final int MAX_DEPTH = 99;
    private static final String NAMESPACE = "xmlns:";
    private static final int MAX_NAMESPACES = 1_000;
    private static final Set<String> ENCODINGS = Set.of("utf-8", "us-ascii", "ascii");

    private final String text;
    private final Map<Baking, Found> found = new EnumMap<>(Baking.class);
    private int tags;

    /**
     * A tag of ours.
     *
     * @param number  which start tag of the whole document it is
     */
    private record Found(String credential, int number) {}

    private SvgBadge(String text) {
        this.text = text;
    }

    /** Whether the first character that is no space is {@code <}. */
    static boolean isMarkup(byte[] bytes) {
        int at = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }

    static Unbaked read(byte[] image) {
        Optional<String> text = decoded(image);
        if (text.isEmpty()) {
            return new Unbaked.Refused("The SVG is not UTF-8 text");
        }
        SvgBadge svg = new SvgBadge(text.get());
        String problem = svg.walk();
        if (problem != null) {
            return new Unbaked.Refused(problem);
        }
        for (Baking baking : Baking.values()) {
            Found tag = svg.found.get(baking);
            if (tag != null) {
                return new Unbaked.Found(tag.credential(), baking);
            }
        }
        return new Unbaked.Nothing();
    }

    static byte[] bake(byte[] image, String credential) {
        SvgBadge svg = new SvgBadge(
                decoded(image).orElseThrow(() -> new IllegalArgumentException("The SVG is not UTF-8 text")));
        String problem = svg.walk();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        SvgText out = new SvgText(svg.text);
        svg.found.values().stream()
                .map(Found::number)
                .sorted(Comparator.reverseOrder())
                .forEach(out::remove);
        String baked = out.insert(Baking.of(credential), credential);
        boolean marked = image[0] == (byte) 0xEF;
        return ((marked ? BOM : "") + baked).getBytes(StandardCharsets.UTF_8);
    }

    /** The text, without the byte order mark that XML allows before it. */
    private static Optional<String> decoded(byte[] image) {
        boolean marked = image.length > 2 && image[0] == (byte) 0xEF;
        return StrictJson.utf8(marked ? Arrays.copyOfRange(image, 3, image.length) : image);
    }

    /** Reads the whole document; what is wrong, or null. */
    private @Nullable String walk() {
        if (SvgText.declaresAnything(text)) {
            return "The SVG has a document type with declarations of its own, which are refused because entities can be built of them";
        }
        if (declaresTooManyNamespaces(text)) {
            return "The SVG declares more than " + MAX_NAMESPACES + " namespaces";
        }
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            String encoding = xml.getCharacterEncodingScheme();
            if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
                return "The SVG says that its encoding is " + encoding + "; expected UTF-8";
            }
            return walk(xml);
        } catch (XMLStreamException e) {
            return "The SVG is not well-formed XML: " + firstSentence(e);
        }
    }

    /** Each is compared with all others of its tag, which costs more than all the rest of a picture. */
    private static boolean declaresTooManyNamespaces(String text) {
        int found = 0;
        for (int at = text.indexOf(NAMESPACE); at >= 0; at = text.indexOf(NAMESPACE, at + 1)) {
            found++;
        }
        return found > MAX_NAMESPACES;
    }

    private @Nullable String walk(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    tags++;
                    if (depth == 0 && !xml.getLocalName().equals("svg")) {
                        return "This is XML, but no SVG: it begins with <" + xml.getLocalName() + ">";
                    }
                    if (++depth > MAX_DEPTH) {
                        return "The SVG nests its tags deeper than " + MAX_DEPTH;
                    }
                    Optional<Baking> baking = baking(xml);
                    if (baking.isPresent()) {
                        String problem = take(baking.get(), xml);
                        if (problem != null) {
                            return problem;
                        }
                        depth--; // the tag was read with its end
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return entity(xml);
                }
                default -> {
                    // the picture itself
                }
            }
        }
        return null;
    }

    private static String entity(XMLStreamReader xml) {
        return "The SVG refers to an entity, &" + xml.getLocalName() + ";, which is refused";
    }

    private static Optional<Baking> baking(XMLStreamReader xml) {
        return Arrays.stream(Baking.values())
                .filter(b ->
                        b.namespace().equals(xml.getNamespaceURI()) && b.tag().equals(xml.getLocalName()))
                .findFirst();
    }

    /** Reads the tag to its end; what is wrong, or null. */
    private @Nullable String take(Baking baking, XMLStreamReader xml) throws XMLStreamException {
        String tag = "<" + baking.tag() + ">";
        if (found.containsKey(baking)) {
            return "The SVG holds two tags " + tag + "; only one is allowed";
        }
        int number = tags;
        String verify = xml.getAttributeValue(null, "verify");
        StringBuilder body = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    body.append(xml.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    // no part of the text
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return entity(xml);
                }
                default -> {
                    return "The tag " + tag + " of the SVG holds something else than text";
                }
            }
        }
        String text = body.toString();
        if (verify == null) {
            if (text.isBlank()) {
                return "The tag " + tag + " of the SVG is empty";
            }
            found.put(baking, new Found(text, number));
            return null;
        }
        if (!text.isBlank()) {
            if (baking != Baking.OPEN_BADGES_2 || !names(text, verify.strip())) {
                return "The tag " + tag
                        + " of the SVG has an attribute \"verify\" and a text at once; which of them counts is not known";
            }
            found.put(baking, new Found(text, number));
            return null;
        }
        if (verify.isBlank()) {
            return "The tag " + tag + " of the SVG has an empty attribute \"verify\"";
        }
        found.put(baking, new Found(verify.strip(), number));
        return null;
    }

    /** A hosted assertion may stand beside its own address (Open Badges Baking 1.0, SVGs); then both must be the same one. */
    private static boolean names(String assertion, String address) {
        if (!address.startsWith("https://") && !address.startsWith("http://")) {
            return false;
        }
        Optional<JsonObject> object = Baking.object(assertion);
        return object.isPresent()
                && (Tree.text(object.get(), "id").filter(address::equals).isPresent()
                        || Tree.object(object.get(), "verify")
                                .flatMap(v -> Tree.text(v, "url"))
                                .filter(address::equals)
                                .isPresent());
    }

    /** A factory of its own for each document: the JDK's are not made for many threads. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched for an SVG");
        });
        return factory;
    }

    private static String firstSentence(XMLStreamException e) {
        String message = e.getMessage() == null ? "malformed" : e.getMessage();
        return message.replaceFirst("(?s)^ParseError at .*?Message: ", "")
                .lines()
                .findFirst()
                .orElse("malformed");
    }
}
