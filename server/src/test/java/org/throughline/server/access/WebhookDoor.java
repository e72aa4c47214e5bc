package org.throughline.server.access;

import java.util.Set;
import java.util.UUID;
import org.throughline.safefetch.FetchResult;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.outbound.StrangerDoor;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** An owner, or a program of theirs, names where a webhook is told. */
public final class WebhookDoor implements StrangerDoor {
    private final Webhooks webhooks;
    private final WebhookPost post;
    private final UUID webhook;

    WebhookDoor(Webhooks webhooks, WebhookPost post, People people, Organizations organizations) {
        this.webhooks = webhooks;
        this.post = post;
        this.webhook = Reach.asHouse("a test sets up", () -> {
            Person owner = people.register("Hook", UUID.randomUUID() + "@example.org", "correct horse battery staple");
            Organization stranger = organizations.create(
                    "hook-" + UUID.randomUUID(), "Stranger", OrganizationKind.EMPLOYER, null, "", owner.id());
            return webhooks.make(
                            stranger.id(),
                            "https://good.example.org/",
                            Set.of("candidate"),
                            owner.id().toString())
                    .webhook()
                    .id();
        });
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String ask(String address) {
        String kept;
        try {
            kept = webhooks.address(address);
        } catch (Problem problem) {
            return problem.type() == ProblemType.BAD_INPUT ? "" : "the answer is " + problem;
        }
        FetchResult result = Reach.asHouse(
                "a test tells one webhook", () -> post.say(new Deliveries.Claimed("msg_1", webhook, kept, "{}")));
        return result instanceof FetchResult.Fetched fetched && fetched.isSuccess() ? "it was told" : "";
    }
}
