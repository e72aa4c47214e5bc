package org.throughline.server.organizations;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * A picture from outside that can be shown to everybody. A photograph or PNG is drawn anew, so that nothing that was hidden in the file survives; a
 * drawing (SVG) may hold shapes and colours alone: no script, no text from elsewhere, no address.
 */
public final class SafePicture {
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int MOST_PIXELS_A_SIDE = 4096;
    private static final int SIDE = 512;
    private static final int MOST_SVG_BYTES = 256 * 1024;
    private static final int MOST_ELEMENTS = 2_000;
    private static final Set<String> SHAPES = Set.of(
            "svg",
            "g",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "title",
            "desc",
            "defs",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath",
            "mask");
    private static final Set<String> LENGTHS = Set.of(
            "id",
            "class",
            "viewBox",
            "width",
            "height",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "fx",
            "fy",
            "d",
            "points",
            "transform",
            "gradientTransform",
            "gradientUnits",
            "offset",
            "fill",
            "fill-opacity",
            "fill-rule",
            "clip-rule",
            "clip-path",
            "clipPathUnits",
            "mask",
            "maskUnits",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-miterlimit",
            "stroke-dasharray",
            "stroke-opacity",
            "opacity",
            "stop-color",
            "stop-opacity",
            "version",
            "preserveAspectRatio",
            "role",
            "aria-label",
            "space");
    private static final Pattern OWN_REFERENCE = Pattern.compile("url\\(#[A-Za-z0-9_-]+\\)");

    private final String mediaType;
    private final byte[] bytes;

    private SafePicture(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /** Reads a PNG, JPEG or SVG; what is too large, damaged or could do something is a {@code Problem BAD_INPUT} that says why. */
    public static SafePicture of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw refused("The picture has more than 5 MiB.");
        }
        return startsLikeXml(file) ? drawing(file) : photograph(file);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The bytes to show; a fresh copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    private static boolean startsLikeXml(byte[] file) {
        for (byte b : file) {
            if (b == '<') {
                return true;
            }
            if (b != ' '
                    && b != '\n'
                    && b != '\r'
                    && b != '\t'
                    && b != (byte) 0xef
                    && b != (byte) 0xbb
                    && b != (byte) 0xbf) {
                return false;
            }
        }
        return false;
    }

    private static SafePicture photograph(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refused("This is not a PNG, JPEG or SVG picture.");
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName();
                if (!format.equalsIgnoreCase("png") && !format.equalsIgnoreCase("jpeg")) {
                    throw refused("This is not a PNG, JPEG or SVG picture.");
                }
                reader.setInput(in, true, true);
                // the size is read from the head of the file, before anything is unpacked
                if (reader.getWidth(0) > MOST_PIXELS_A_SIDE || reader.getHeight(0) > MOST_PIXELS_A_SIDE) {
                    throw refused("The picture is larger than %1$d by %1$d pixels.".formatted(MOST_PIXELS_A_SIDE));
                }
                return new SafePicture("image/png", drawnAnew(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw refused("The picture is damaged and cannot be read.");
        }
    }

    private static byte[] drawnAnew(BufferedImage picture) throws IOException {
        double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage fresh = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = fresh.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(fresh, "png", out);
        return out.toByteArray();
    }

    private static SafePicture drawing(byte[] file) {
        if (file.length > MOST_SVG_BYTES) {
            throw refused("The drawing has more than 256 KiB.");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            int elements = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        elements++;
                        if (elements > MOST_ELEMENTS) {
                            throw refused("The drawing has more than %,d parts.".formatted(MOST_ELEMENTS));
                        }
                        demandShape(reader, elements == 1);
                    }
                    case XMLStreamConstants.DTD,
                            XMLStreamConstants.ENTITY_REFERENCE,
                            XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        throw refused("The drawing holds more than shapes.");
                    default -> {
                        // text of a title, space, comments
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw refused("The drawing is damaged and cannot be read.");
        }
        return new SafePicture("image/svg+xml", file.clone());
    }

    private static void demandShape(XMLStreamReader reader, boolean first) {
        String element = reader.getLocalName();
        if (!"http://www.w3.org/2000/svg".equals(reader.getNamespaceURI())
                || !SHAPES.contains(element)
                || first != element.equals("svg")) {
            throw refused("The drawing holds a part that is no plain shape: " + shown(element) + ".");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            if (!LENGTHS.contains(name) || reachesOut(reader.getAttributeValue(i))) {
                throw refused("The drawing holds a property that could do more than draw: " + shown(name) + ".");
            }
        }
    }

    /** Whether a value names an address, in any of the ways that SVG and CSS know. */
    static boolean reachesOut(String value) {
        String rest = OWN_REFERENCE.matcher(value).replaceAll("").toLowerCase(java.util.Locale.ROOT);
        return rest.contains("url(")
                || rest.contains(":")
                || rest.contains("\\")
                || rest.contains("@")
                || rest.contains("expression");
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) : name;
    }

    private static Problem refused(String why) {
        return new Problem(ProblemType.BAD_INPUT, why);
    }
}
