package org.throughline.server.frameworks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.model.CaseVersion;

/**
 * Packages as files that are sent as they lie: one for each text, version of CASE and encoding, under the text's fingerprint. A file is
 * written once, whole, and then put in its place. All of it can be made again from the database at any time, so the shelf is bounded, what
 * was not asked for longest goes first, and where it can't be written, packages are answered out of memory.
 */
@Component
public final class PackageShelf {
    private static final Logger LOG = LoggerFactory.getLogger(PackageShelf.class);
    private static final CaseWriter WRITER = new CaseWriter();

    /** How packages are written; with another number everything is made anew. */
    private static final int WRITING = 1;

    private static final long MOST_BYTES = 1L << 30;
    private static final Duration TOUCHED_OFTEN_ENOUGH = Duration.ofHours(1);
    private static final int BUFFER = 1 << 16;

    private final Versions versions;
    private final Path folder;
    private final Clock clock;
    private final long mostBytes;
    private final ConcurrentHashMap<String, ReentrantLock> makers = new ConcurrentHashMap<>();

    @Autowired
    PackageShelf(Versions versions, @Value("${throughline.data-dir}") Path dataDirectory, Clock clock) {
        this(versions, dataDirectory.resolve("shelf").resolve("case-" + WRITING), clock, MOST_BYTES);
    }

    PackageShelf(Versions versions, Path folder, Clock clock, long mostBytes) {
        this.versions = versions;
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /** Bytes to send: a file, or what could not become one. */
    public sealed interface Bytes {
        long length();

        record InFile(Path file, long length) implements Bytes {}

        @SuppressWarnings("ArrayRecordComponent") // handed on once, to be sent
        record InMemory(byte[] bytes) implements Bytes {
            @Override
            public long length() {
                return bytes.length;
            }
        }
    }

    /**
     * The package of a version, to be sent as it is.
     *
     * @param packed in gzip, or plain
     * @return empty where the version is gone, or may not be read any more
     */
    public Optional<Bytes> take(FrameworkVersion version, CaseVersion spoken, boolean packed) {
        String name = name(version, spoken, packed);
        return find(name).or(() -> make(version, spoken, packed, name));
    }

    private static String name(FrameworkVersion version, CaseVersion spoken, boolean packed) {
        return version.fingerprint() + "-" + spoken.pathSegment() + (packed ? ".json.gz" : ".json");
    }

    private Optional<Bytes> find(String name) {
        Path file = folder.resolve(name);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant now = clock.instant();
            if (attributes.lastModifiedTime().toInstant().isBefore(now.minus(TOUCHED_OFTEN_ENOUGH))) {
                touch(file, now);
            }
            return Optional.of(new Bytes.InFile(file, attributes.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Says that a file is in use; where that can't be said, it only goes earlier. */
    private static void touch(Path file, Instant now) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            LOG.debug("{} could not be touched: {}", file, e.toString());
        }
    }

    /** Makes a file once, however many ask for it at a time. */
    private Optional<Bytes> make(FrameworkVersion version, CaseVersion spoken, boolean packed, String name) {
        ReentrantLock maker = makers.computeIfAbsent(name, _ -> new ReentrantLock());
        maker.lock();
        try {
            Optional<Bytes> made = find(name);
            if (made.isPresent()) {
                return made;
            }
            Optional<byte[]> stored = versions.packed(version.framework(), version.number());
            return stored.isEmpty() ? Optional.empty() : Optional.of(put(stored.get(), spoken, packed, name));
        } finally {
            maker.unlock();
            makers.remove(name, maker);
        }
    }

    private Bytes put(byte[] stored, CaseVersion spoken, boolean packed, String name) {
        Path begun = folder.resolve(name + "." + UUID.randomUUID() + ".begun");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(begun), BUFFER)) {
                write(stored, spoken, packed, out);
            }
            try (FileChannel written = FileChannel.open(begun, StandardOpenOption.WRITE)) {
                written.force(true); // else a name could outlive a power cut without its bytes
            }
            moveInto(begun, folder.resolve(name));
            sweep(name);
            return find(name).orElseThrow(() -> new NoSuchFileException(name));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("A package could not be put on the shelf and is answered out of memory: {}", e.toString());
            forget(begun);
            return new Bytes.InMemory(inMemory(stored, spoken, packed));
        }
    }

    private static void moveInto(Path begun, Path file) throws IOException {
        try {
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] inMemory(byte[] stored, CaseVersion spoken, boolean packed) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            write(stored, spoken, packed, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
    }

    /** What is stored is CASE 1.1 in gzip; anything else is made of it. */
    private static void write(byte[] stored, CaseVersion spoken, boolean packed, OutputStream out) throws IOException {
        if (spoken == CaseVersion.V1P1) {
            if (packed) {
                out.write(stored);
            } else {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored), BUFFER)) {
                    in.transferTo(out);
                }
            }
            return;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored), BUFFER)) {
            if (packed) {
                GZIPOutputStream zipped = new GZIPOutputStream(out, BUFFER);
                WRITER.writeEarlier(in, zipped);
                zipped.finish();
            } else {
                WRITER.writeEarlier(in, out);
            }
        }
    }

    private record Shelved(Path file, long bytes, Instant touched) {}

    /** Makes room, and takes away what somebody who was stopped had begun. */
    private void sweep(String kept) {
        List<Shelved> all = new ArrayList<>();
        Instant old = clock.instant().minus(TOUCHED_OFTEN_ENOUGH);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Shelved shelved = shelved(file);
                if (shelved == null) {
                    continue;
                }
                if (file.getFileName().toString().endsWith(".begun")) {
                    if (shelved.touched().isBefore(old)) {
                        forget(file);
                    }
                } else if (!file.endsWith(kept)) {
                    all.add(shelved);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The shelf of packages could not be swept: {}", e.toString());
            return;
        }
        long bytes = all.stream().mapToLong(Shelved::bytes).sum();
        all.sort(Comparator.comparing(Shelved::touched));
        for (Shelved shelved : all) {
            if (bytes <= mostBytes) {
                return;
            }
            forget(shelved.file());
            bytes -= shelved.bytes();
        }
    }

    private static @Nullable Shelved shelved(Path file) {
        try {
            return new Shelved(
                    file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return null; // somebody else swept it
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be taken from the shelf: {}", file, e.toString());
        }
    }
}
