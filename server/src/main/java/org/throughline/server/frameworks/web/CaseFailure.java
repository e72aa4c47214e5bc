package org.throughline.server.frameworks.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CaseVersion;

/**
 * A failure in the words of the CASE API ({@code imsx_StatusInfo}). The two versions spell two of the codes differently; for some failures
 * neither has one.
 *
 * @param status the HTTP status that goes with it
 * @param major the {@code imsx_codeMajor}
 * @param code the {@code imsx_codeMinorFieldValue}; null where the vocabulary has none
 * @param description what was wrong and what to do, for people
 */
record CaseFailure(int status, String major, @Nullable Code code, String description) {
    private static final String FAILURE = "failure";

    /** The vocabulary of CASE 1.1, and how 1.0 spells it. */
    enum Code {
        INVALID_SELECTION_FIELD("invalid_selection_field", "invalid_selection_field"),
        INVALID_SORT_FIELD("invalid_sort_field", "invalid_sort_field"),
        INVALID_UUID("invalid_uuid", "invaliduuid"),
        UNKNOWN_OBJECT("unknownobject", "unknownobject"),
        UNAUTHORISED("unauthorised_request", "unauthorisedrequest"),
        FORBIDDEN("forbidden", "forbidden"),
        SERVER_BUSY("server_busy", "server_busy"),
        INTERNAL("internal_server_error", "internal_server_error");

        private final String v1p1;
        private final String v1p0;

        Code(String v1p1, String v1p0) {
            this.v1p1 = v1p1;
            this.v1p0 = v1p0;
        }

        String in(CaseVersion version) {
            return version == CaseVersion.V1P0 ? v1p0 : v1p1;
        }
    }

    static CaseFailure unknownObject(String what) {
        return new CaseFailure(404, FAILURE, Code.UNKNOWN_OBJECT, what);
    }

    static CaseFailure invalidIdentifier(String identifier) {
        return new CaseFailure(404, FAILURE, Code.INVALID_UUID, "“" + identifier + "” is not a UUID.");
    }

    static CaseFailure invalidSelection(String description) {
        return new CaseFailure(400, FAILURE, Code.INVALID_SELECTION_FIELD, description);
    }

    static CaseFailure notAcceptable() {
        return new CaseFailure(406, "unsupported", null, "This address answers in application/json alone.");
    }

    /** What the catalogue of the house knows by its status. */
    static CaseFailure of(int status, String description) {
        return switch (status) {
            case 401 -> new CaseFailure(status, FAILURE, Code.UNAUTHORISED, description);
            case 403 -> new CaseFailure(status, FAILURE, Code.FORBIDDEN, description);
            case 404 -> new CaseFailure(status, FAILURE, Code.UNKNOWN_OBJECT, description);
            case 405, 406, 415 -> new CaseFailure(status, "unsupported", null, description);
            case 429, 503 -> new CaseFailure(status, FAILURE, Code.SERVER_BUSY, description);
            default ->
                new CaseFailure(
                        status, FAILURE, status >= 500 ? Code.INTERNAL : Code.INVALID_SELECTION_FIELD, description);
        };
    }

    /** The body, as the schema wants it. */
    Map<String, Object> body(CaseVersion version) {
        Map<String, Object> body = status(major, "error", code, version);
        body.put("imsx_description", description);
        return body;
    }

    /** What is said beside an answer that was given all the same. */
    static Map<String, Object> warning(Code code, CaseVersion version) {
        return status("success", "warning", code, version);
    }

    private static Map<String, Object> status(String major, String severity, @Nullable Code code, CaseVersion version) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("imsx_codeMajor", major);
        status.put("imsx_severity", severity);
        if (code != null) {
            status.put(
                    "imsx_codeMinor",
                    Map.of(
                            "imsx_codeMinorField",
                            List.of(Map.of(
                                    "imsx_codeMinorFieldName",
                                    "TargetEndSystem",
                                    "imsx_codeMinorFieldValue",
                                    code.in(version)))));
        }
        return status;
    }
}
