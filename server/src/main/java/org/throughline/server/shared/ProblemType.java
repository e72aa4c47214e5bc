package org.throughline.server.shared;

/** The catalogue of problems (RFC 9457). Every entry has a page {@code docs/problems/<code>.md} and is served at {@code /problems/<code>}. */
public enum ProblemType {
    UNAUTHENTICATED("unauthenticated", 401, "Please sign in"),
    FORBIDDEN("forbidden", 403, "Your role does not allow this"),
    PROVE_AGAIN("prove-again", 403, "Prove that it is you"),
    CSRF("csrf", 403, "The form is no longer valid"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    SHARE_UNAVAILABLE("share-unavailable", 404, "This share is not available"),
    TOO_SLOW("too-slow", 408, "The request did not arrive in time"),
    CONFLICT("conflict", 409, "Somebody was faster"),
    PRECONDITION_FAILED("precondition-failed", 412, "Somebody changed this meanwhile"),
    KEY_NOT_ACTIVE("key-not-active", 409, "This key does not sign"),
    ISSUING_HALTED("issuing-halted", 409, "Issuing is halted"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "That is too large"),
    BAD_INPUT("bad-input", 422, "Something in the form needs attention"),
    CASE_INVALID("case-invalid", 422, "The CASE package was refused"),
    ROSTER_INVALID("roster-invalid", 422, "The roster was refused"),
    URL_NOT_ALLOWED("url-not-allowed", 422, "That address may not be fetched"),
    TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts"),
    TOKEN_IN_URL("token-in-url", 400, "A token does not belong in an address"),
    APPLICATION_REQUEST("application-request", 400, "The application asked wrongly"),
    SCOPE_MISSING("scope-missing", 403, "The token is not good for this"),
    ARCHIVE_UNSAFE("archive-unsafe", 422, "The archive was refused"),
    ORGANIZATION_FILE("organization-file", 422, "The organization's file was refused"),
    MALFORMED("malformed", 400, "The request could not be read"),
    UNKNOWN_PROPERTY("unknown-property", 400, "That property is not taken here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "That cannot be done at this address"),
    BUSY("busy", 503, "The server is busy"),
    DATABASE_UNAVAILABLE("database-unavailable", 503, "The database is away for a moment"),
    STORAGE_FULL("storage-full", 507, "There is no room left"),
    INTERNAL("internal", 500, "Something broke on our side");

    private final String code;
    private final int status;
    private final String title;

    ProblemType(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable kebab-case id. */
    public String code() {
        return code;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }
}
