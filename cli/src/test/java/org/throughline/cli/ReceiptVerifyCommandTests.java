package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.credentials.log.NoteKey;
import org.throughline.credentials.log.SignedNote;

class ReceiptVerifyCommandTests {
    private final Ed25519KeyPair pair = Ed25519KeyPair.generate(new SecureRandom());
    private final NoteKey key = new NoteKey("skills.example.org/log/1a2b3c4d", pair.publicKey());
    private final StringWriter printed = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void saysThatAnActStandsWhereTheLogsKeySignedIt() throws Exception {
        Path receipt = Files.writeString(folder.resolve("receipt.json"), receipt());
        assertThat(run("receipt", "verify", receipt.toString(), "--key", key.text()))
                .isZero();
        assertThat(printed.toString()).contains("credential.revoked at 2026-11-23T10:15:30Z", "STANDS");

        Path keys = Files.writeString(folder.resolve("key"), other().text() + "\n" + key.text() + "\n");
        assertThat(run("receipt", "verify", receipt.toString(), "--key", keys.toString()))
                .isZero();
    }

    @Test
    void believesNoKeyThatComesWithTheReceipt() throws Exception {
        Path receipt = Files.writeString(folder.resolve("receipt.json"), receipt());
        assertThat(run("receipt", "verify", receipt.toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("NOT KNOWN WHOSE", key.text());
    }

    @Test
    void saysWhatDoesNotFit() throws Exception {
        Path changed = Files.writeString(
                folder.resolve("changed.json"), receipt().replace("credential.revoked", "credential.issued"));
        assertThat(run("receipt", "verify", changed.toString(), "--key", key.text()))
                .isEqualTo(1);
        assertThat(printed.toString()).contains("DOES NOT STAND", "something in the receipt was changed");

        Path receipt = Files.writeString(folder.resolve("receipt.json"), receipt());
        assertThat(run("receipt", "verify", receipt.toString(), "--key", other().text()))
                .isEqualTo(1);
        Path nothing = Files.writeString(folder.resolve("nothing.json"), "[]");
        assertThat(run("receipt", "verify", nothing.toString())).isEqualTo(1);
        assertThat(run("receipt", "verify", folder.resolve("none.json").toString()))
                .isEqualTo(Main.USAGE);
    }

    private NoteKey other() {
        return new NoteKey(
                "skills.example.org/log/ffffffff",
                Ed25519KeyPair.generate(new SecureRandom()).publicKey());
    }

    private String receipt() {
        LoggedAct act = new LoggedAct(
                Instant.parse("2026-11-23T10:15:30Z"),
                "credential.revoked",
                "person:00112233",
                "an organization",
                "urn:uuid:1",
                Map.of("kind", "BADGE"));
        SignedNote note = SignedNote.sign(new Checkpoint(key.name(), 1, act.leaf()).text(), key, pair.signer()::sign);
        return new LogReceipt(act, 0, List.of(), note, key).json();
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
