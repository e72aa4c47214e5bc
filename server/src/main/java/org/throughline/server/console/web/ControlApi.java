package org.throughline.server.console.web;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.console.ConsoleImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.portability.PassingFile;
import org.throughline.server.shared.Problem;

/** What a command asks of the running server; it answers in lines that the command prints. */
@RestController
@RequestMapping(path = "/control/imports", produces = MediaType.TEXT_PLAIN_VALUE)
class ControlApi {

    private final ConsoleImport imports;

    ControlApi(ConsoleImport imports) {
        this.imports = imports;
    }

    @PostMapping("/case")
    String importCase(
            @RequestParam String org,
            @RequestParam String source,
            @RequestParam FrameworkKind kind,
            @RequestParam boolean publish,
            @RequestParam(defaultValue = "") List<String> column,
            @RequestBody byte[] json) {
        return text(imports.importCase(org, json, source, column, kind, publish));
    }

    @PostMapping("/onet")
    String importOnet(
            @RequestParam String org,
            @RequestParam Path directory,
            @RequestParam List<String> occupation,
            @RequestParam boolean publish) {
        return text(imports.importOnet(org, directory, occupation, publish));
    }

    @PostMapping("/organization")
    String importOrganization(@RequestParam String slug, @RequestParam boolean dryRun, InputStream body) {
        try (PassingFile file = PassingFile.of(body)) {
            return text(imports.importOrganization(file.path(), slug, dryRun));
        }
    }

    @ExceptionHandler(Problem.class)
    ResponseEntity<String> explain(Problem problem) {
        StringBuilder text = new StringBuilder(problem.type().title() + ": " + problem.getMessage() + "\n");
        problem.findings().forEach(finding -> text.append("  ").append(finding).append('\n'));
        return ResponseEntity.status(problem.type().status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(text.toString());
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
