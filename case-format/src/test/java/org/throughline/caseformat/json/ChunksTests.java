package org.throughline.caseformat.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTests {

    @Test
    void givesBackWhatWasWrittenInWhateverPieces() {
        Random random = new Random(7);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Chunks chunks = new Chunks();
        for (int i = 0; i < 400; i++) {
            byte[] piece = new byte[random.nextInt(20_000)];
            random.nextBytes(piece);
            int from = piece.length / 3;
            chunks.write(piece, from, piece.length - from);
            chunks.write(piece.length);
            expected.write(piece, from, piece.length - from);
            expected.write(piece.length);
        }

        assertThat(chunks.taken()).isEqualTo(expected.toByteArray());
        assertThat(chunks.taken()).isEmpty();
    }
}
