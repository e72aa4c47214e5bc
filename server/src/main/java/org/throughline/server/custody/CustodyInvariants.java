package org.throughline.server.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.DatabaseSecrets;
import org.throughline.server.organizations.SignInSealed;
import org.throughline.server.shared.Invariant;

/** What must hold of keys and secrets: each key has its act, and none lies about, decrypted. */
@Configuration(proxyBeanMethods = false)
class CustodyInvariants {

    /** Keys that were made while something larger was done (a first batch, an organization that moved here) are told of by that act. */
    @Bean
    Invariant everyKeyRecorded(AuditLog log, JdbcClient jdbc) {
        return Invariant.of("I5", "Every issuer key was made by exactly one act, and every such act made a key", () -> {
            Map<String, Integer> made = new HashMap<>();
            Set<String> partOfMore = new HashSet<>();
            for (RecordedEntry recorded : log.entries(Set.of("key.made"))) {
                AuditEntry entry = recorded.entry();
                if (entry.action().equals("key.made")) {
                    made.merge(entry.subject(), 1, Integer::sum);
                } else {
                    partOfMore.add(String.valueOf(entry.organization()));
                }
            }
            List<String> findings = new ArrayList<>();
            Map<String, String> keys = new HashMap<>();
            jdbc.sql("SELECT id::text, organization::text FROM custody.issuer_key")
                    .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                    .list()
                    .forEach(key -> keys.put(key.getKey(), key.getValue()));
            keys.forEach((key, organization) -> {
                int times = made.getOrDefault(key, 0);
                if (times != 1 && !(times == 0 && partOfMore.contains(organization))) {
                    findings.add("The issuer key %s has %d acts key.made instead of one".formatted(key, times));
                }
            });
            made.keySet().stream()
                    .filter(key -> !keys.containsKey(key))
                    .forEach(key -> findings.add("The act key.made tells of %s, which is not there".formatted(key)));
            return new Invariant.Found(keys.size(), findings);
        });
    }

    @Bean
    Invariant noSecretInTheOpen(
            SoftwareKeys keys,
            OrganizationKeys organizationKeys,
            LogKeys logKeys,
            SealedSecrets sealedSecrets,
            SignInSealed signInSecrets,
            DatabaseSecrets database,
            MasterKeys masters,
            @Value("${throughline.keys.pkcs11.pin-file:}") String pinFile,
            @Value("${throughline.data-dir}") Path directory) {
        return Invariant.of(
                "I12",
                "No key and no secret (of webhooks, sign-in, second steps, the token, the database) stands decrypted anywhere in the"
                        + " data directory, its database or its logs",
                () -> {
                    List<byte[]> secrets = new ArrayList<>(logKeys.secrets());
                    secrets.addAll(organizationKeys.secrets());
                    secrets.addAll(keys.secrets());
                    secrets.addAll(sealedSecrets.all());
                    secrets.addAll(signInSecrets.opened());
                    secrets.add(masters.current().key().getEncoded());
                    List<String> findings = new ArrayList<>();
                    long files = 0;
                    try {
                        secrets.addAll(database.all());
                        secrets.addAll(pin(pinFile));
                        SecretSearch search = new SecretSearch(secrets);
                        for (Path file : filesBelow(directory)) {
                            if (DataDirectory.isOwnersNote(file)) {
                                continue;
                            }
                            files++;
                            boolean isAPlace =
                                    masters.owns(file) || database.isTheirPlace(file) || isSame(file, pinFile);
                            if (!isAPlace && standsIn(search, file)) {
                                findings.add("A decrypted key or secret stands in " + directory.relativize(file));
                            }
                        }
                    } catch (IOException e) {
                        findings.add("The data directory could not be read to its end: " + e.getMessage());
                    } finally {
                        secrets.forEach(secret -> Arrays.fill(secret, (byte) 0));
                    }
                    return new Invariant.Found(files, findings);
                });
    }

    /** The files there; what the database takes away while it is looked at was no place to keep anything. */
    private static List<Path> filesBelow(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
        return files;
    }

    private static boolean standsIn(SecretSearch search, Path file) throws IOException {
        try {
            return search.findsIn(file);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static List<byte[]> pin(String file) throws IOException {
        return file.isBlank()
                ? List.of()
                : List.of(Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSame(Path file, String other) throws IOException {
        return !other.isBlank() && Files.exists(file) && Files.isSameFile(file, Path.of(other));
    }
}
