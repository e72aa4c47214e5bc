package org.throughline.server.alignment;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.matching.TextEncoder;
import org.throughline.matching.encoder.EncoderDirectory;
import org.throughline.matching.encoder.UnusableEncoder;

/**
 * The text encoder that whoever runs the server brought, if they did: {@code throughline.alignment.encoder} names its directory. One that can't be
 * used ends the start, in words: suggestions would otherwise silently be others than was meant.
 */
@Component
class OperatorsEncoder {
    private final @Nullable TextEncoder encoder;

    OperatorsEncoder(@Value("${throughline.alignment.encoder:}") String directory) {
        try {
            this.encoder = directory.isBlank() ? null : EncoderDirectory.open(Path.of(directory));
        } catch (UnusableEncoder e) {
            throw new IllegalStateException("throughline.alignment.encoder can't be used: " + e.getMessage(), e);
        }
    }

    /** Empty where none was brought. */
    Optional<TextEncoder> get() {
        return Optional.ofNullable(encoder);
    }
}
