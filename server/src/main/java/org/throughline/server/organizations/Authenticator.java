package org.throughline.server.organizations;

/** By what somebody proves who they are, where it can be guessed. */
enum Authenticator {
    PASSWORD("password"),
    TIMED_CODE("program for codes"),
    RECOVERY_CODE("recovery codes");

    private final String words;

    Authenticator(String words) {
        this.words = words;
    }

    /** After "your". */
    String words() {
        return words;
    }
}
