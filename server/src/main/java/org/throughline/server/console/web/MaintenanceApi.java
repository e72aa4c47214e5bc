package org.throughline.server.console.web;

import java.nio.file.Path;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.console.Backup;
import org.throughline.server.console.ConsoleFailure;
import org.throughline.server.console.Fsck;
import org.throughline.server.console.FsckReport;

/** What an operator asks of the running server. 200: done and well; 409: done, and not well; both with the text that the command prints. */
@RestController
@RequestMapping(path = "/control", produces = MediaType.TEXT_PLAIN_VALUE)
class MaintenanceApi {
    private final Fsck fsck;
    private final Backup backup;

    MaintenanceApi(Fsck fsck, Backup backup) {
        this.fsck = fsck;
        this.backup = backup;
    }

    @PostMapping("/fsck")
    ResponseEntity<String> fsck(@RequestParam boolean json) {
        FsckReport report = new FsckReport(fsck.ask());
        return ResponseEntity.status(report.ok() ? 200 : 409).body(json ? report.json() : report.text());
    }

    @PostMapping("/backup")
    ResponseEntity<String> backup(@RequestParam Path directory) {
        try {
            return ResponseEntity.ok(String.join("\n", backup.into(directory)) + "\n");
        } catch (ConsoleFailure refused) {
            return ResponseEntity.unprocessableContent().body(refused.getMessage() + "\n");
        }
    }
}
