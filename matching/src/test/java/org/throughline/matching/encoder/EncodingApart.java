package org.throughline.matching.encoder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.throughline.matching.TextEncoder;

/** A program of its own, for class paths without ONNX Runtime: opens a directory and prints where each text lies, or why it can't be used. */
final class EncodingApart {
    private EncodingApart() {}

    public static void main(String[] words) {
        List<String> texts = List.of(words).subList(1, words.length);
        try {
            TextEncoder encoder = EncoderDirectory.open(Path.of(words[0]));
            encoder.encode(texts).forEach(place -> System.out.println(Arrays.toString(place)));
        } catch (UnusableEncoder e) {
            System.out.println("unusable: " + e.getMessage());
        }
    }
}
