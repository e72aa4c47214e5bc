package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import org.throughline.credentials.tree.Tree;

/** Does the home of an Open Badge 2.0, or the key that signed it, belong to its issuer? */
final class AssertionSignerCheck implements Check {

    @Override
    public String id() {
        return "signer";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, VerificationObject: startsWith and allowedOrigins; CryptographicKey owner";
    }

    @Override
    public CheckResult examine(Examination examination) {
        OpenBadge2 badge = examination.openBadge2();
        if (examination.earlier("issuer") != Outcome.PASSED || badge.issuerId().isEmpty()) {
            return undetermined("Its issuer could not be established (see issuer)", "/badge");
        }
        String issuer = badge.issuerId().get();
        if (badge.isSigned()) {
            return passed("The key that signed it is in the profile of the issuer, " + issuer);
        }
        OpenBadge2.Part home = badge.issuerAtHome();
        Optional<JsonObject> scope = scope(home);
        if (scope.isPresent()) {
            return isInScope(badge.id(), scope.get())
                    ? passed("The issuer, " + issuer + ", says that its badges stand there")
                    : failed(elsewhere(badge.id(), issuer), "/id");
        }
        if (isAt(badge.id(), issuer)) {
            return atHome(badge, issuer);
        }
        return switch (home) {
            case OpenBadge2.Part.There profile -> failed(elsewhere(badge.id(), issuer), "/id");
            case OpenBadge2.Part.Gone gone -> undetermined(gone.message(), "/badge");
            case OpenBadge2.Part.Missing missing -> undetermined(missing.message(), "/badge");
        };
    }

    /** Without a scope the assertion and its badge class are to stand on the issuer's host. */
    private CheckResult atHome(OpenBadge2 badge, String issuer) {
        if (scope(badge.issuer()).filter(told -> !isInScope(badge.id(), told)).isPresent()) {
            return failed(elsewhere(badge.id(), issuer), "/id");
        }
        String badgeClass = badge.badge() instanceof OpenBadge2.Part.There there
                ? Tree.text(there.object(), "id").orElse("")
                : "";
        return origin(badgeClass).isEmpty() || isAt(badgeClass, issuer)
                ? passed("Its home is at the issuer's, " + issuer)
                : failed(
                        "Its badge class stands at " + badgeClass + ", not with its issuer, " + issuer
                                + ", which does not say that its badges may",
                        "/badge");
    }

    private static String elsewhere(String id, String issuer) {
        return "It stands at " + id + ", but was said to be issued by " + issuer
                + ", which does not say that its badges stand there";
    }

    private static boolean isAt(String address, String issuer) {
        return origin(address).isPresent() && origin(address).equals(origin(issuer));
    }

    /** Where an issuer says that its badges stand, when it says so. */
    private static Optional<JsonObject> scope(OpenBadge2.Part profile) {
        return profile instanceof OpenBadge2.Part.There there
                ? Tree.object(there.object(), "verification")
                        .filter(v -> v.containsKey("startsWith") || v.containsKey("allowedOrigins"))
                : Optional.empty();
    }

    private static boolean isInScope(String id, JsonObject scope) {
        boolean starts = Tree.texts(scope, "startsWith").stream()
                .anyMatch(
                        start -> origin(start).isPresent() && origin(start).equals(origin(id)) && id.startsWith(start));
        String host = origin(id).map(o -> o.substring(o.indexOf("://") + 3)).orElse("");
        return starts
                || Tree.texts(scope, "allowedOrigins").stream()
                        .anyMatch(allowed -> allowed.equalsIgnoreCase(host)
                                || (origin(allowed).isPresent()
                                        && origin(allowed).equals(origin(id))));
    }

    private static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getRawAuthority() != null && uri.getUserInfo() == null
                    ? Optional.of((uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(java.util.Locale.ROOT))
                    : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }
}
