package org.throughline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where the commands write. */
final class Outputs {

    private Outputs() {}

    static void write(Path file, byte[] bytes) throws UnusableFileException {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UnusableFileException("Cannot write " + file + ": " + Inputs.reason(e));
        }
    }

    /** Into the file, exactly; or, without one, printed with the end of the line. */
    static void write(@Nullable Path file, String text, PrintWriter out) throws UnusableFileException {
        if (file == null) {
            out.println(text);
            out.flush();
        } else {
            write(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A new file that only its owner can read, from its first byte on; one that is there already is never overwritten. */
    static void writeSecret(Path file, String text) throws UnusableFileException {
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new UnusableFileException(file + " is there already; keys are never overwritten");
        } catch (IOException e) {
            throw new UnusableFileException("Cannot write " + file + ": " + Inputs.reason(e));
        }
    }
}
