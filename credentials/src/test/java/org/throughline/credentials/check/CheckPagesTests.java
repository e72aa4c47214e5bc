package org.throughline.credentials.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.Shared;

class CheckPagesTests {

    private static final Pattern SAMPLE = Pattern.compile("`([a-z0-9-]+)`");

    @Test
    void everyCheckHasItsPageWithSamplesThatExist() throws IOException {
        for (Check check : Checks.all()) {
            String page = Files.readString(Shared.project().resolve("docs/checks/" + check.id() + ".md"));

            assertThat(page).startsWith("# `" + check.id() + "`").contains("**Source:**");
            Matcher samples = SAMPLE.matcher(page.substring(page.indexOf("**Samples**")));
            int found = 0;
            while (samples.find()) {
                found++;
                Path sample = Shared.project().resolve("samples/credentials/" + samples.group(1) + ".json");
                assertThat(sample).exists();
            }
            assertThat(found).as(check.id()).isPositive();
        }
    }

    @Test
    void everyPageHasItsCheck() throws IOException {
        try (Stream<Path> pages = Files.list(Shared.project().resolve("docs/checks"))) {
            assertThat(pages.map(p -> p.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Checks.all().stream().map(Check::id).toList());
        }
    }
}
