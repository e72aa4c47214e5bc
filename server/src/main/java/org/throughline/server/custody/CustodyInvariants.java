package org.throughline.server.custody;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.server.shared.Invariant;

/** What must hold of secrets: none lies about, decrypted, in the data directory. */
@Configuration(proxyBeanMethods = false)
class CustodyInvariants {

    @Bean
    Invariant noSecretInTheOpen(
            SoftwareKeys keys,
            OrganizationKeys organizationKeys,
            LogKeys logKeys,
            MasterKeys masters,
            @Value("${throughline.data-dir}") Path directory) {
        return Invariant.of(
                "I12", "No key stands decrypted anywhere in the data directory, its database or its logs", () -> {
                    List<byte[]> secrets = new ArrayList<>(logKeys.secrets());
                    secrets.addAll(organizationKeys.secrets());
                    secrets.addAll(keys.secrets());
                    byte[] master = masters.current().key().getEncoded();
                    secrets.add(master);
                    List<String> findings = new ArrayList<>();
                    long files = 0;
                    SecretSearch search = new SecretSearch(secrets);
                    try (Stream<Path> all = Files.walk(directory)) {
                        for (Path file : all.filter(Files::isRegularFile).toList()) {
                            files++;
                            if (!isTheMasterKey(file, master) && search.findsIn(file)) {
                                findings.add("A decrypted key stands in " + directory.relativize(file));
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

    /** The file that holds the master key and nothing else is its place. */
    private static boolean isTheMasterKey(Path file, byte[] master) throws IOException {
        return Files.exists(file)
                && Files.size(file) == master.length
                && Arrays.equals(Files.readAllBytes(file), master);
    }

    /** Looks for 32-byte secrets as they are, in hexadecimal and in base64. */
    static final class SecretSearch {
        private static final int WINDOW = 16;

        private final Map<Long, List<byte[]>> byBeginning = new HashMap<>();

        SecretSearch(List<byte[]> secrets) {
            for (byte[] secret : secrets) {
                String hex = HexFormat.of().formatHex(secret);
                add(secret);
                add(ascii(hex));
                add(ascii(hex.toUpperCase(java.util.Locale.ROOT)));
                add(ascii(Base64.getEncoder().withoutPadding().encodeToString(secret)));
                add(ascii(Base64.getUrlEncoder().withoutPadding().encodeToString(secret)));
            }
        }

        private void add(byte[] form) {
            byBeginning
                    .computeIfAbsent(beginning(form), start -> new ArrayList<>())
                    .add(form);
        }

        /** Whether the file holds the first sixteen bytes of any of them: enough to tell it from chance. */
        boolean findsIn(Path file) throws IOException {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
                byte[] chunk = new byte[(1 << 20) + WINDOW];
                int kept = 0;
                for (int read = in.read(chunk, kept, chunk.length - kept);
                        read > 0;
                        read = in.read(chunk, kept, chunk.length - kept)) {
                    int end = kept + read;
                    if (finds(chunk, end)) {
                        return true;
                    }
                    kept = Math.min(WINDOW - 1, end);
                    System.arraycopy(chunk, end - kept, chunk, 0, kept);
                }
                return false;
            } catch (java.nio.file.NoSuchFileException e) {
                return false; // the database removed it meanwhile
            }
        }

        private boolean finds(byte[] bytes, int end) {
            long eight = 0;
            for (int i = 0; i < end; i++) {
                eight = eight << 8 | (bytes[i] & 0xff);
                if (i < 7) {
                    continue;
                }
                List<byte[]> candidates = byBeginning.get(eight);
                if (candidates == null) {
                    continue;
                }
                int start = i - 7;
                for (byte[] form : candidates) {
                    if (start + WINDOW <= end && Arrays.equals(form, 0, WINDOW, bytes, start, start + WINDOW)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static long beginning(byte[] form) {
            long eight = 0;
            for (int i = 0; i < 8; i++) {
                eight = eight << 8 | (form[i] & 0xff);
            }
            return eight;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
