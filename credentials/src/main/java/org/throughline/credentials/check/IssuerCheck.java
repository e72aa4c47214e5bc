package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.throughline.credentials.context.Iris;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.tree.Tree;

/** Does it say who issued it, in a form that can be checked? */
public final class IssuerCheck implements Check {

    @Override
    public String id() {
        return "issuer";
    }

    @Override
    public String spec() {
        return "VC Data Model 2.0 section 4.7 Issuer; Open Badges 3.0 appendix B.7.1 ProfileRef";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.type().isPresentation()) {
            return notApplicable("A presentation has no issuer; its credentials have");
        }
        return switch (examination.document().get("issuer")) {
            case null ->
                namesItsIssuerByCertificate(examination)
                        ? undetermined(
                                "It names its issuer only by a certificate (x5c), and whom to believe about certificates is not known here",
                                "/issuer")
                        : failed("It does not say who issued it", "/issuer");
            case JsonString uri -> uri(uri.getString(), "/issuer");
            case JsonObject profile ->
                Tree.text(profile, "id")
                        .map(id -> uri(id, "/issuer/id"))
                        .orElseGet(() -> failed("The issuer has no id", "/issuer/id"));
            default -> failed("The issuer should be a URI or an object with an id", "/issuer");
        };
    }

    private static boolean namesItsIssuerByCertificate(Examination examination) {
        CredentialToken token = examination.token();
        return token != null
                && token.form() == CredentialToken.Form.SD_JWT_VC
                && token.jws().header().containsKey("x5c");
    }

    private CheckResult uri(String id, String pointer) {
        return Iris.isAbsolute(id)
                ? passed("It says it was issued by " + id)
                : failed("The issuer's id \"" + id + "\" is not an absolute URI", pointer);
    }
}
