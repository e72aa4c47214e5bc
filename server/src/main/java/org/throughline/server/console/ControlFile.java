package org.throughline.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.throughline.server.database.DataDirectory;

/**
 * How a command finds the server that owns a data directory: {@code control.json}, with its address on this machine and
 * a token of 256 random bits, readable by the server's account alone. A new token at every start.
 */
@Component
public class ControlFile {

    /** What a command needs in order to speak to the server. */
    record Door(URI address, String token) {}

    private static final String NAME = "control.json";

    private final DataDirectory directory;
    private final String token;

    ControlFile(DataDirectory directory) {
        this.directory = directory;
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether this is the token that stands in the file. */
    public boolean opens(@Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** The door of the server that owns this directory; empty where none runs. */
    static Optional<Door> find(Path directory) {
        Path file = directory.resolve(NAME);
        if (!DataDirectory.isOwned(directory) || !Files.exists(file)) {
            return Optional.empty(); // a file without an owner is what a killed server left
        }
        try {
            Map<String, Object> door = JsonParserFactory.getJsonParser().parseMap(Files.readString(file));
            return Optional.of(
                    new Door(URI.create(String.valueOf(door.get("address"))), String.valueOf(door.get("token"))));
        } catch (IOException e) {
            throw new ConsoleFailure(
                    "A server owns " + directory + ", but " + file + " can't be read: run this as the"
                            + " account that runs the server.",
                    e);
        }
    }

    @EventListener
    void write(WebServerInitializedEvent event) {
        if ("management".equals(event.getApplicationContext().getServerNamespace())) {
            return;
        }
        URI address = URI.create("http://127.0.0.1:" + event.getWebServer().getPort());
        String json = "{\"address\": \"" + address + "\", \"token\": \"" + token + "\"}\n";
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path fresh = Files.createTempFile(directory.path(), NAME, ".new", ownerOnly);
            Files.writeString(fresh, json);
            Files.move(fresh, directory.path().resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        directory.announce(address);
    }

    @EventListener(ContextClosedEvent.class)
    void remove() throws IOException {
        Files.deleteIfExists(directory.path().resolve(NAME));
    }
}
