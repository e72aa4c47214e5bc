package org.throughline.credentials.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.key.Ed25519KeyPair;

class LogReceiptTests {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final Ed25519KeyPair pair = Ed25519KeyPair.generate(new SecureRandom());
    private final NoteKey key = new NoteKey("skills.example.org/log", pair.publicKey());
    private final LoggedAct act = new LoggedAct(
            Instant.parse("2026-11-23T10:15:30.123456Z"),
            "framework.imported",
            "person:6nTq",
            "0f1e2d3c",
            "a \"quoted\" subject \u2014 with a dash",
            Map.of("items", "81", "associations", "160"));

    @Test
    void readsTheExampleThatTheGoToolsSign() {
        NoteKey peter = NoteKey.parse(PETER).orElseThrow();
        assertThat(peter.text()).isEqualTo(PETER);
        SignedNote note = SignedNote.parse(NOTE).orElseThrow();
        assertThat(note.isSignedBy(peter)).isTrue();
        assertThat(note.note()).isEqualTo(NOTE);
        assertThat(SignedNote.parse(NOTE.replace("your problem is", "my problem is"))
                        .orElseThrow()
                        .isSignedBy(peter))
                .isFalse();
        assertThat(note.isSignedBy(key)).isFalse();
        assertThat(NoteKey.parse(PETER.replace("c74f20a3", "c74f20a4"))).isEmpty();
    }

    @Test
    void readsACheckpointAndRefusesWhatIsNone() {
        Checkpoint checkpoint = new Checkpoint("example.com/log", 20_852_163, TreeHash.OF_NOTHING);
        assertThat(Checkpoint.parse(checkpoint.text())).contains(checkpoint);
        assertThat(Checkpoint.parse(checkpoint.text() + "another line\n")).contains(checkpoint);
        assertThat(Checkpoint.parse("example.com/log\n020\n" + TreeHash.OF_NOTHING.base64() + "\n"))
                .isEmpty();
        assertThat(Checkpoint.parse("example.com/log\n20\nAAAA\n")).isEmpty();
        assertThat(Checkpoint.parse("\n20\n" + TreeHash.OF_NOTHING.base64() + "\n"))
                .isEmpty();
    }

    @Test
    void survivesTheWayThroughJsonAndIsCheckedWithoutTheLog() {
        LogReceipt receipt = receipt();
        LogReceipt read = read(receipt.json());
        assertThat(read).isEqualTo(receipt);
        assertThat(read.check(key)).isEqualTo(new LogReceipt.Answer.Stands(new Checkpoint(key.name(), 2, root())));
    }

    @Test
    void failsForAnotherKeyAndForAnyCharacterThatWasChanged() {
        NoteKey other = new NoteKey(
                key.name(), Ed25519KeyPair.generate(new SecureRandom()).publicKey());
        assertThat(receipt().check(other)).isInstanceOf(LogReceipt.Answer.Fails.class);

        String json = receipt().json();
        int ofTheKey = json.indexOf("\"key\""); // the key that comes with it is not believed anyway
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            char[] changed = json.toCharArray();
            int place = random.nextInt(ofTheKey);
            char before = changed[place];
            changed[place] = (char) ('0' + random.nextInt(70));
            if (changed[place] == before) {
                continue;
            }
            LogReceipt.Read read = LogReceipt.read(new String(changed).getBytes(StandardCharsets.UTF_8));
            if (read instanceof LogReceipt.Read.Receipt(LogReceipt receipt)) {
                assertThat(receipt.check(key) instanceof LogReceipt.Answer.Stands && !receipt.equals(receipt()))
                        .as("changed at %d: %s", place, new String(changed))
                        .isFalse();
            }
        }
    }

    @Test
    void saysWhatIsNoReceipt() {
        assertThat(LogReceipt.read("{}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(LogReceipt.Read.Refused.class);
        assertThat(LogReceipt.read(new byte[LogReceipt.MAX_BYTES + 1])).isInstanceOf(LogReceipt.Read.Refused.class);
        assertThat(LogReceipt.read("[]".getBytes(StandardCharsets.UTF_8))).isInstanceOf(LogReceipt.Read.Refused.class);
    }

    private TreeHash root() {
        return TreeHash.above(TreeHash.OF_NOTHING, act.leaf());
    }

    private LogReceipt receipt() {
        SignedNote note = SignedNote.sign(new Checkpoint(key.name(), 2, root()).text(), key, pair.signer()::sign);
        return new LogReceipt(act, 1, List.of(TreeHash.OF_NOTHING), note, key);
    }

    private static LogReceipt read(String json) {
        return ((LogReceipt.Read.Receipt) LogReceipt.read(json.getBytes(StandardCharsets.UTF_8))).receipt();
    }
}
