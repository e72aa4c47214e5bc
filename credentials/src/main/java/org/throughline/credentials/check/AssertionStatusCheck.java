package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.throughline.credentials.tree.Tree;

/** Has the issuer taken an Open Badge 2.0 back? */
final class AssertionStatusCheck implements Check {

    @Override
    public String id() {
        return "status";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, Assertion revoked and RevocationList";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (!examination.isEstablished()) {
            return undetermined("Not looked up: nothing is fetched that a document names before its proof holds", "");
        }
        OpenBadge2 badge = examination.openBadge2();
        if (!badge.isHosted()) {
            return listed(badge);
        }
        return switch (badge.home()) {
            case OpenBadge2.Part.Gone gone -> failed("The issuer took it back: " + gone.message(), "/id");
            case OpenBadge2.Part.There there
            when there.object().getBoolean("revoked", false) ->
                failed("The issuer revoked it" + reason(there.object(), "revocationReason"), "/id");
            case OpenBadge2.Part.There there -> passed("Its home does not say that it was revoked");
            case OpenBadge2.Part.Missing missing -> undetermined(missing.message(), "/id");
        };
    }

    private CheckResult listed(OpenBadge2 badge) {
        if (!(badge.issuerAtHome() instanceof OpenBadge2.Part.There profile)) {
            return undetermined("The issuer's profile could not be read, so its revocations are not known", "/badge");
        }
        Optional<String> list = Tree.idOf(profile.object(), "revocationList");
        if (list.isEmpty()) {
            return notApplicable("The issuer did not provide a way to take it back");
        }
        return switch (badge.load(list.get())) {
            case OpenBadge2.Part.There there -> listed(there.object(), badge.id());
            case OpenBadge2.Part.Gone gone -> undetermined(gone.message(), "");
            case OpenBadge2.Part.Missing missing -> undetermined(missing.message(), "");
        };
    }

    private CheckResult listed(JsonObject list, String id) {
        for (JsonValue entry : Tree.values(list, "revokedAssertions")) {
            if (entry instanceof JsonString text && text.getString().equals(id)) {
                return failed("The issuer revoked it", "/id");
            }
            if (entry instanceof JsonObject object
                    && Tree.text(object, "id")
                            .or(() -> Tree.text(object, "uid"))
                            .equals(Optional.of(id))) {
                return failed("The issuer revoked it" + reason(object, "revocationReason"), "/id");
            }
        }
        return passed("It is not among the issuer's revoked badges");
    }

    private static String reason(JsonObject object, String key) {
        return Tree.text(object, key).map(r -> ": \"" + r + "\"").orElse("");
    }
}
