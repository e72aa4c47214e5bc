package org.throughline.server.portability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Large files in the database, a mebibyte to a row: any server hands out what another wrote, and none holds it in memory. */
@Component
class FilePieces {
    private static final int PIECE = 1 << 20;

    private final JdbcClient jdbc;

    FilePieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose pieces these are. */
    enum Of {
        EXPORT,
        INCOMING
    }

    /** Keeps a file in the present transaction. */
    void keep(Of of, UUID id, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] bytes = in.readNBytes(PIECE); bytes.length > 0; bytes = in.readNBytes(PIECE)) {
                jdbc.sql(
                                switch (of) {
                                    case EXPORT ->
                                        "INSERT INTO portability.export_piece (export, number, bytes) VALUES (?, ?, ?)";
                                    case INCOMING ->
                                        "INSERT INTO portability.incoming_piece (incoming, number, bytes) VALUES (?, ?, ?)";
                                })
                        .params(id, number++, bytes)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was just written can be read", e);
        }
    }

    /** The bytes in their order; each piece is asked for when it is its turn. */
    InputStream open(Of of, UUID id) {
        return new InputStream() {
            private byte[] piece = {};
            private int at;
            private int number;

            @Override
            public int read() {
                return fill() ? piece[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                if (!fill()) {
                    return -1;
                }
                int given = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, into, offset, given);
                at += given;
                return given;
            }

            private boolean fill() {
                while (at == piece.length) {
                    byte[] next = piece(of, id, number++);
                    if (next.length == 0) {
                        number--;
                        return false;
                    }
                    piece = next;
                    at = 0;
                }
                return true;
            }
        };
    }

    /** Writes a kept file to a disk. */
    void copy(Of of, UUID id, Path to) {
        try (InputStream in = open(of, id);
                OutputStream out = Files.newOutputStream(to)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be written to " + to.getParent(), e);
        }
    }

    private byte[] piece(Of of, UUID id, int number) {
        return jdbc.sql(
                        switch (of) {
                            case EXPORT -> "SELECT bytes FROM portability.export_piece WHERE export = ? AND number = ?";
                            case INCOMING ->
                                "SELECT bytes FROM portability.incoming_piece WHERE incoming = ? AND number = ?";
                        })
                .params(id, number)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElse(new byte[0]);
    }
}
