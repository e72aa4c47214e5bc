package org.throughline.server.alignment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The text of a DOCX file (ECMA-376 part 1, WordprocessingML): its paragraphs, one a line, items of lists with a dash before them and headings with
 * a number sign, as in Markdown. Fields, notes, comments and what was deleted under tracked changes are left out. No entity is followed.
 */
final class WordDocument {
    /** So many bytes of text and markup are read at most. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int MOST_CHARACTERS = 200_000;
    private static final int DEEPEST = 200;
    private static final XMLInputFactory XML = factory();

    private WordDocument() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** Whether the bytes begin as those of a ZIP archive, which a DOCX file is. */
    static boolean isOne(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static String text(byte[] bytes) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null && entries < 2_000; entry = zip.getNextEntry()) {
                entries++;
                if (entry.getName().equals("word/document.xml")) {
                    return paragraphs(new Bounded(zip));
                }
                new Bounded(zip).transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | XMLStreamException e) {
            throw unusable();
        }
        throw unusable();
    }

    private static String paragraphs(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(in);
        StringBuilder text = new StringBuilder();
        StringBuilder paragraph = new StringBuilder();
        String mark = "";
        int depth = 0;
        int silent = 0;
        boolean running = false;
        while (xml.hasNext() && text.length() < MOST_CHARACTERS) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw unusable();
                    }
                    switch (xml.getLocalName()) {
                        case "del", "instrText", "footnoteReference", "drawing", "pict", "Fallback" ->
                            silent = silent == 0 ? depth : silent;
                        case "p" -> {
                            paragraph.setLength(0);
                            mark = "";
                        }
                        case "numPr" -> mark = mark.isEmpty() ? "- " : mark;
                        case "outlineLvl" -> mark = "# ";
                        case "pStyle" -> mark = styled(xml.getAttributeValue(xml.getNamespaceURI(), "val"), mark);
                        case "t" -> running = silent == 0;
                        case "tab", "br", "cr" -> paragraph.append(' ');
                        default -> {
                            // form, not text
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == silent) {
                        silent = 0;
                    }
                    depth--;
                    running = false;
                    if (xml.getLocalName().equals("p") && silent == 0) {
                        // a blank line between paragraphs: they are never one sentence
                        text.append(mark).append(paragraph).append("\n\n");
                        paragraph.setLength(0);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (running && paragraph.length() < MOST_CHARACTERS) {
                        paragraph.append(xml.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw unusable();
                default -> {
                    // comments say nothing
                }
            }
        }
        return text.toString();
    }

    private static String styled(@Nullable String style, String before) {
        if (style == null) {
            return before;
        }
        if (style.startsWith("Heading") || style.equals("Title")) {
            return "# ";
        }
        return style.startsWith("List") && before.isEmpty() ? "- " : before;
    }

    private static Problem unusable() {
        return new Problem(
                ProblemType.BAD_INPUT,
                "This is no Word document (DOCX) that can be read. Save it again, or paste its text.");
    }

    /** Ends a part that is larger than any text that people write. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            demand();
            int one = in.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            demand();
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        private void demand() throws IOException {
            if (left <= 0) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
        }
    }
}
