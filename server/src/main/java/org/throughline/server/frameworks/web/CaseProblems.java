package org.throughline.server.frameworks.web;

import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemDialect;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong below {@code /ims/case} is told as {@code imsx_StatusInfo}, in the spelling of the version that was asked. */
@Component
class CaseProblems implements ProblemDialect {
    private static final String PATHS = "/ims/case";

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public boolean isSpokenAt(String path) {
        return path.equals(PATHS) || path.startsWith(PATHS + "/");
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] body(Problem problem, int status, String path) {
        CaseVersion version = path.startsWith(PATHS + "/" + CaseVersion.V1P0.pathSegment() + "/")
                ? CaseVersion.V1P0
                : CaseVersion.V1P1;
        return json.writeValueAsBytes(
                CaseFailure.of(status, String.valueOf(problem.getMessage())).body(version));
    }
}
