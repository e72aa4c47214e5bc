package org.throughline.server.portability;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** Writes exports that wait, one after the other; what a server left unfinished, another takes up. */
@Component
class ExportWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ExportWorker.class);
    private static final String WHY = "an organization's owner asked for everything that it owns";

    private final Exports exports;
    private final OrganizationExport writer;

    ExportWorker(Exports exports, OrganizationExport writer) {
        this.exports = exports;
        this.writer = writer;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void work() {
        Reach.asHouse(WHY, () -> {
            for (Optional<Exports.Export> next = exports.claim(); next.isPresent(); next = exports.claim()) {
                write(next.get());
            }
        });
    }

    private void write(Exports.Export export) {
        try (PassingFile file = PassingFile.empty()) {
            writer.write(export.organization(), file.path(), step -> exports.step(export.id(), step));
            exports.ready(export.id(), file.path());
        } catch (RuntimeException e) {
            LOG.error("The export {} failed", export.id(), e);
            exports.failed(export.id());
        }
    }

    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        Reach.asHouse("old exports are forgotten", () -> exports.forgetOld());
    }
}
