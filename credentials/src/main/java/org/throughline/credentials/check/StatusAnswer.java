package org.throughline.credentials.check;

/** What one status entry came to. */
sealed interface StatusAnswer {

    /**
     * Nothing was taken back.
     *
     * @param message  in a sentence for people
     */
    record Clear(String message) implements StatusAnswer {}

    /**
     * It was taken back, for good or for now.
     *
     * @param message  in a sentence for people
     */
    record TakenBack(String message) implements StatusAnswer {}

    /**
     * It could not be found out.
     *
     * @param message  why, in a sentence for people
     * @param key  the property of the entry that it is about, or empty
     */
    record Open(String message, String key) implements StatusAnswer {

        Open(String message) {
            this(message, "");
        }
    }
}
