package org.throughline.server.portability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** A file of this machine that only we read, for as long as it is needed. */
public final class PassingFile implements AutoCloseable {
    private final Path path;

    private PassingFile(Path path) {
        this.path = path;
    }

    static PassingFile empty() {
        try {
            return new PassingFile(Files.createTempFile("organization-", ".zip"));
        } catch (IOException e) {
            throw new UncheckedIOException("no file can be made for what passes through", e);
        }
    }

    /** What somebody sends, up to what an import takes. */
    public static PassingFile of(InputStream in) {
        PassingFile file = empty();
        try (OutputStream out = Files.newOutputStream(file.path)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > Archive.MAX_FILE_BYTES) {
                    throw new Problem(ProblemType.ARCHIVE_UNSAFE, "The archive is larger than we take.");
                }
                out.write(buffer, 0, n);
            }
            return file;
        } catch (IOException e) {
            file.close();
            throw new UncheckedIOException("what was sent could not be kept", e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a file that passed through cannot be taken away: " + path, e);
        }
    }
}
