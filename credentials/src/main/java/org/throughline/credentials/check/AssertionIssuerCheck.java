package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.throughline.credentials.tree.Tree;

/** Does an Open Badge 2.0 lead to a badge class, and that to an issuer? */
final class AssertionIssuerCheck implements Check {

    @Override
    public String id() {
        return "issuer";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, BadgeClass issuer and Profile";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.earlier("signature") != Outcome.PASSED) {
            return undetermined(
                    "Not looked up: nothing is fetched that a document names before its proof holds", "/badge");
        }
        OpenBadge2 badge = examination.openBadge2();
        return switch (badge.issuer()) {
            case OpenBadge2.Part.Gone gone -> undetermined(gone.message(), "/badge");
            case OpenBadge2.Part.Missing missing -> undetermined(missing.message(), "/badge");
            case OpenBadge2.Part.There there -> named(there.object(), badge, examination);
        };
    }

    private CheckResult named(JsonObject profile, OpenBadge2 badge, Examination examination) {
        ShapeWalk walk = new ShapeWalk();
        if (badge.badge() instanceof OpenBadge2.Part.There there) {
            walk.object(there.object(), Shapes.of("BadgeClass2"), "/badge");
            isItself(badge.assertion(), "badge", there.object(), "/badge", walk);
            isItself(there.object(), "issuer", profile, "/badge/issuer", walk);
            examination.claim(examination
                    .surroundings()
                    .nested()
                    .claimed(examination.text(), badge.whole(there.object(), profile)));
        }
        walk.object(profile, Shapes.of("Profile2"), "/badge/issuer");
        return walk.problems().isEmpty()
                ? passed("It says it was issued by " + Tree.text(profile, "id").orElse(""))
                : failed(
                        walk.problems().getFirst().message(),
                        walk.problems().getFirst().pointer());
    }

    /** What stands at an address is about that address; a move from http to https is none. */
    private static void isItself(JsonObject holder, String key, JsonObject part, String pointer, ShapeWalk walk) {
        Optional<String> address = Tree.text(holder, key);
        Optional<String> id = Tree.text(part, "id");
        if (address.isPresent() && id.isPresent() && !bare(address.get()).equals(bare(id.get()))) {
            walk.problem("What stands at " + address.get() + " says that it is " + id.get(), pointer + "/id");
        }
    }

    private static String bare(String address) {
        return address.startsWith("http://") ? "https://" + address.substring("http://".length()) : address;
    }
}
