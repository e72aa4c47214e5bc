package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Map;
import org.throughline.caseformat.model.CaseVersion;

/**
 * A failure in the words of the CASE API ({@code imsx_StatusInfo}). The two versions spell one of the codes differently.
 *
 * @param status the HTTP status that goes with it
 * @param codes the word for it in 1.0 and in 1.1
 * @param description what was wrong and what to do, for people
 */
record CaseFailure(int status, Map<CaseVersion, String> codes, String description) {
    CaseFailure {
        codes = Map.copyOf(codes);
    }

    static CaseFailure unknownObject(String what) {
        return of(404, "unknownobject", "unknownobject", what);
    }

    static CaseFailure invalidIdentifier(String identifier) {
        return of(404, "invaliduuid", "invalid_uuid", "“" + identifier + "” is not a UUID.");
    }

    static CaseFailure invalidSelection(String description) {
        return of(400, "invalid_selection_field", "invalid_selection_field", description);
    }

    private static CaseFailure of(int status, String v1p0, String v1p1, String description) {
        return new CaseFailure(status, Map.of(CaseVersion.V1P0, v1p0, CaseVersion.V1P1, v1p1), description);
    }

    /** The body, as the schema wants it. */
    Map<String, Object> body(CaseVersion version) {
        return Map.of(
                "imsx_codeMajor",
                "failure",
                "imsx_severity",
                "error",
                "imsx_description",
                description,
                "imsx_codeMinor",
                Map.of(
                        "imsx_codeMinorField",
                        List.of(Map.of(
                                "imsx_codeMinorFieldName",
                                "TargetEndSystem",
                                "imsx_codeMinorFieldValue",
                                codes.getOrDefault(version, "unknownobject")))));
    }
}
