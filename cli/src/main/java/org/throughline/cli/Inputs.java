package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.NoDocuments;

/**
 * The inputs of a command: files, addresses, and {@code -} for the standard input.
 *
 * @param documents  where the documents at addresses come from
 */
record Inputs(DocumentLoader documents) {

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");

    /** What came of opening one. */
    sealed interface Opened {

        /** Its bytes; a little more than may be read, where it is too large. */
        @SuppressWarnings("ArrayRecordComponent") // handed on once
        record Bytes(byte[] bytes) implements Opened {}

        /** An address that did not answer. */
        record Silent(String message) implements Opened {}

        /** A file that cannot be opened. */
        record Missing(String message) implements Opened {}
    }

    static boolean isAddress(String input) {
        return ADDRESS.matcher(input).matches();
    }

    Opened open(String input) {
        try {
            if (input.equals("-")) {
                return new Opened.Bytes(bounded(System.in));
            }
            if (isAddress(input)) {
                return fetch(input);
            }
            try (InputStream in = Files.newInputStream(Path.of(input))) {
                return new Opened.Bytes(bounded(in));
            }
        } catch (IOException e) {
            return new Opened.Missing("Cannot read " + input + ": " + reason(e));
        } catch (InvalidPathException e) {
            return new Opened.Missing("Cannot read " + input + ": it is no path");
        }
    }

    /** The bytes of a file or of the standard input. */
    static byte[] bytes(String input) throws UnusableFileException {
        return switch (new Inputs(new NoDocuments()).open(input)) {
            case Opened.Bytes(byte[] bytes) -> bytes;
            case Opened.Missing(String why) -> throw new UnusableFileException(why);
            case Opened.Silent(String why) -> throw new UnusableFileException("Addresses are not asked here: " + input);
        };
    }

    private Opened fetch(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return new Opened.Missing("Cannot ask " + address + ": it is no well-formed address");
        }
        return switch (documents.load(uri, DocumentKind.CREDENTIAL)) {
            case Loaded.Document document -> new Opened.Bytes(document.bytes());
            case Loaded.Unavailable unavailable -> new Opened.Silent(address + " " + unavailable.message());
        };
    }

    /** Never a whole huge file: an image may be large, anything else is cut where the reader says that it is too long. */
    private static byte[] bounded(InputStream in) throws IOException {
        byte[] begin = in.readNBytes(CredentialReader.MAX_BYTES + 1);
        if (begin.length <= CredentialReader.MAX_BYTES || ImageKind.of(begin).isEmpty()) {
            return begin;
        }
        byte[] rest = in.readNBytes(ImageKind.MAX_BYTES + 1 - begin.length);
        byte[] whole = new byte[begin.length + rest.length];
        System.arraycopy(begin, 0, whole, 0, begin.length);
        System.arraycopy(rest, 0, whole, begin.length, rest.length);
        return whole;
    }

    /** Why a file could not be used, in words. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "reading it is not allowed";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
