package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.List;
import org.throughline.credentials.tree.Tree;

/** Does an Open Badge 2.0 have everything that an assertion must have? */
final class AssertionStructureCheck implements Check {

    private static final List<String> CONTEXTS =
            List.of("https://w3id.org/openbadges/v2", "https://openbadgespec.org/v2/context.json");

    @Override
    public String id() {
        return "structure";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, Assertion, BadgeClass and Profile";
    }

    @Override
    public CheckResult examine(Examination examination) {
        JsonObject document = examination.document();
        ShapeWalk walk = new ShapeWalk();
        if (Tree.texts(document, "@context").stream().noneMatch(CONTEXTS::contains)) {
            walk.problem("The context should be " + CONTEXTS.getFirst(), "/@context");
        }
        walk.object(document, Shapes.of("Assertion2"), "");
        if (!document.containsKey("verification") && !document.containsKey("verify")) {
            walk.problem("\"verification\" should say how it is verified, but is missing", "/verification");
        }
        return walk.problems().isEmpty()
                ? passed("Everything that must be there is there")
                : failed(
                        walk.problems().getFirst().message(),
                        walk.problems().getFirst().pointer());
    }
}
