package org.throughline.credentials.schema;

/** How much a comparison may still cost, counted in steps and not in time, so that the answer is the same on every machine. */
final class Work {

    /** The work is more than allowed. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super("too much work", null, false, false);
        }
    }

    private long left;

    Work(long steps) {
        this.left = steps;
    }

    /** Does so many steps, each about as dear as looking at one character or one keyword. */
    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TooMuchException();
        }
    }
}
