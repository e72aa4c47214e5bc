package org.throughline.safefetch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries the code of a failed fetch out of the streams; it never leaves this package. */
final class FetchFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;

    FetchFailure(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    FetchFailure(String code, String message) {
        this(code, message, null);
    }

    static FetchFailure malformed(String message) {
        return new FetchFailure("remote-malformed", message);
    }

    static FetchFailure tooLarge(long maxBytes) {
        return new FetchFailure("remote-too-large", "The answer is larger than the " + maxBytes + " bytes allowed");
    }

    FetchResult.Failed asResult() {
        return new FetchResult.Failed(code, String.valueOf(getMessage()));
    }
}
