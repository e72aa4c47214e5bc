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
        if (origin(badge.id()).isPresent() && origin(badge.id()).equals(origin(issuer))) {
            return passed("Its home is at the issuer's, " + issuer);
        }
        return switch (badge.issuerAtHome()) {
            case OpenBadge2.Part.There profile
            when isInScope(badge.id(), profile.object()) ->
                passed("The issuer, " + issuer + ", says that its badges stand there");
            case OpenBadge2.Part.There profile ->
                failed(
                        "It stands at " + badge.id() + ", but was said to be issued by " + issuer
                                + ", which does not say that its badges stand there",
                        "/id");
            case OpenBadge2.Part.Gone gone -> undetermined(gone.message(), "/badge");
            case OpenBadge2.Part.Missing missing -> undetermined(missing.message(), "/badge");
        };
    }

    private static boolean isInScope(String id, JsonObject profile) {
        JsonObject scope = Tree.object(profile, "verification").orElse(JsonObject.EMPTY_JSON_OBJECT);
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
