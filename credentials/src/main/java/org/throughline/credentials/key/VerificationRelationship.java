package org.throughline.credentials.key;

/** For what a controller lets a key speak (Controlled Identifiers 1.0, section 2.3). */
public enum VerificationRelationship {
    /** To say something about somebody: credentials. */
    ASSERTION_METHOD("assertionMethod"),
    /** To show that it is oneself: presentations. */
    AUTHENTICATION("authentication");

    private final String term;

    VerificationRelationship(String term) {
        this.term = term;
    }

    /** The property of the controller's document, which is the {@code proofPurpose} of a proof as well. */
    public String term() {
        return term;
    }

    /** The relationship of a {@code proofPurpose}; anything but authentication asks for the right to make assertions. */
    public static VerificationRelationship of(String purpose) {
        return purpose.equals(AUTHENTICATION.term) ? AUTHENTICATION : ASSERTION_METHOD;
    }
}
