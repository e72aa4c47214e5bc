package org.throughline.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.RemoteDocuments;
import org.throughline.safefetch.SafeFetcher;

/** The example of the README is this very code. */
class ReadmeTests {

    private static Verdict example(Path badge) throws IOException {
        // README begins
        CredentialVerifier verifier = CredentialVerifier.builder()
                .documents(new RemoteDocuments(SafeFetcher.builder().build()))
                .build();
        VerificationReport report = verifier.verify(Files.readAllBytes(badge));
        report.verified().ifPresent(fact -> System.out.println(fact.credential().name()));
        // README ends
        return report.verdict();
    }

    @Test
    void theExampleRuns() throws IOException {
        Path badge = Shared.project().resolve("samples/credentials/valid-without-status.json");

        assertThat(example(badge)).isEqualTo(Verdict.VALID);
    }

    @Test
    void theReadmeShowsTheExample() throws IOException {
        Path module = Shared.project().resolve("credentials");
        String source = Files.readString(module.resolve("src/test/java/org/throughline/credentials/ReadmeTests.java"));
        String begin = "// README " + "begins\n";
        String code = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// README " + "ends"));

        assertThat(Files.readString(module.resolve("README.md")))
                .contains(code.stripTrailing().stripIndent().strip());
    }
}
