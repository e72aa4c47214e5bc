package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.registry.KnownIssuers;
import org.throughline.credentials.registry.KnownIssuersReading;
import org.throughline.credentials.registry.UnreachableRegistry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registries of {@code --issuers}: files or addresses of lists of issuers, or of a list of such lists, {@code [{"name": "…", "url": "https://…"}]}, as the
 * Digital Credentials Consortium configures its verifiers.
 */
final class IssuerLists {

    private static final int MOST = 50;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Inputs inputs;
    private final List<IssuerRegistry> registries = new ArrayList<>();

    private IssuerLists(Inputs inputs) {
        this.inputs = inputs;
    }

    /**
     * Reads them, in this order of weight. An address that does not answer, or that has no list, is a registry that could not be asked.
     *
     * @throws UnusableFileException when a file cannot be opened, or is no list of issuers
     */
    static List<IssuerRegistry> read(List<String> names, Inputs inputs) throws UnusableFileException {
        IssuerLists lists = new IssuerLists(inputs);
        for (String name : names) {
            lists.add(name);
        }
        return List.copyOf(lists.registries);
    }

    private void add(String name) throws UnusableFileException {
        boolean isFile = !Inputs.isAddress(name);
        switch (isFile ? new Inputs.Opened.Bytes(file(name)) : inputs.open(name)) {
            case Inputs.Opened.Silent(String why) -> add(new UnreachableRegistry(name, why));
            case Inputs.Opened.Missing(String why) -> throw new UnusableFileException(why);
            case Inputs.Opened.Bytes(byte[] bytes) when isListOfLists(bytes) -> lists(bytes, name);
            case Inputs.Opened.Bytes(byte[] bytes) -> {
                IssuerRegistry registry = read(bytes, name, name);
                if (isFile && registry instanceof UnreachableRegistry none) {
                    throw new UnusableFileException(none.message());
                }
                add(registry);
            }
        }
    }

    private static byte[] file(String name) throws UnusableFileException {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return in.readNBytes(KnownIssuers.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UnusableFileException("Cannot read " + name + ": " + Inputs.reason(e));
        } catch (InvalidPathException e) {
            throw new UnusableFileException("Cannot read " + name + ": it is no path");
        }
    }

    private void add(IssuerRegistry registry) throws UnusableFileException {
        if (registries.size() >= MOST) {
            throw new UnusableFileException("--issuers can name " + MOST + " registries at most");
        }
        registries.add(registry);
    }

    private void lists(byte[] bytes, String from) throws UnusableFileException {
        for (JsonNode entry : JSON.readTree(bytes).values()) {
            String name = entry.path("name").asString("");
            String url = entry.path("url").asString("");
            if (name.isBlank() || !Inputs.isAddress(url)) {
                throw new UnusableFileException(from
                        + " should be a list of registries, each {\"name\": \"…\", \"url\": \"https://…\"}, but has "
                        + entry);
            }
            add(fetched(name, url));
        }
    }

    private IssuerRegistry fetched(String name, String url) {
        return switch (inputs.open(url)) {
            case Inputs.Opened.Silent(String why) -> new UnreachableRegistry(name, why);
            case Inputs.Opened.Missing(String why) -> new UnreachableRegistry(name, why);
            case Inputs.Opened.Bytes(byte[] bytes) -> read(bytes, name, url);
        };
    }

    private static IssuerRegistry read(byte[] bytes, String name, String from) {
        return switch (KnownIssuers.read(bytes, name)) {
            case KnownIssuersReading.Read read -> read.issuers();
            case KnownIssuersReading.Refused refused ->
                new UnreachableRegistry(name, from + " is no list of issuers. " + refused.message());
        };
    }

    private static boolean isListOfLists(byte[] bytes) {
        try {
            return bytes.length <= KnownIssuers.MAX_BYTES
                    && JSON.readTree(bytes).isArray();
        } catch (JacksonException e) {
            return false;
        }
    }
}
