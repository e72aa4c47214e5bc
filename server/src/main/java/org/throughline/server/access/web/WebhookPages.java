package org.throughline.server.access.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.access.Deliveries;
import org.throughline.server.access.Delivery;
import org.throughline.server.access.Webhook;
import org.throughline.server.access.Webhooks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;

/** The webhooks of an organization: its owners and editors make them, see what arrived, and tell again what did not. */
@Controller
class WebhookPages implements HomeCards {
    private static final int LIMIT = 50;

    private final CurrentPerson current;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Clock clock;

    WebhookPages(
            CurrentPerson current, Organizations organizations, Webhooks webhooks, Deliveries deliveries, Clock clock) {
        this.current = current;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @GetMapping("/o/{slug}/webhooks")
    ModelAndView list(@PathVariable("slug") String slug) {
        return list(editable(slug), "https://", List.of(), null);
    }

    @PostMapping("/o/{slug}/webhooks")
    ModelAndView make(
            @PathVariable("slug") String slug,
            @RequestParam("url") String url,
            @RequestParam(name = "events", required = false) @Nullable List<String> events,
            RedirectAttributes redirect) {
        Organization organization = editable(slug);
        List<String> chosen = events == null ? List.of() : events;
        current.requireFresh("make a webhook of " + organization.name());
        try {
            Webhooks.Made made = webhooks.make(organization.id(), url, new HashSet<>(chosen), by());
            redirect.addFlashAttribute("secret", made.secret());
            return to(slug, made.webhook().id());
        } catch (Problem problem) {
            return list(organization, url, chosen, ClientPages.inForm(problem));
        }
    }

    @GetMapping("/o/{slug}/webhooks/{webhook}")
    ModelAndView one(
            @PathVariable("slug") String slug,
            @PathVariable("webhook") UUID id,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        Organization organization = editable(slug);
        Webhook webhook = webhooks.require(organization.id(), id);
        Page<Delivery> told = deliveries.of(id, Math.max(0, offset), LIMIT);
        WebhookPage page = new WebhookPage(
                slug,
                organization.name(),
                id.toString(),
                webhook.url(),
                words(webhook),
                state(webhook),
                webhook.state() == Webhook.State.ACTIVE,
                webhook.state() == Webhook.State.DISABLED
                        ? "It failed %s times in a row, so we stopped. What waits is kept. Mend it, then go on."
                                .formatted(Numbers.count(webhook.failures()))
                        : null,
                told.items().stream().map(WebhookPages::shown).toList(),
                links(told, "/o/" + slug + "/webhooks/" + id));
        return new ModelAndView("access/webhook", Map.of("page", page));
    }

    @Limited(Act.FETCH)
    @PostMapping("/o/{slug}/webhooks/{webhook}/ping")
    ModelAndView ping(
            @PathVariable("slug") String slug, @PathVariable("webhook") UUID id, RedirectAttributes redirect) {
        deliveries.ping(webhooks.require(editable(slug).id(), id), by());
        redirect.addFlashAttribute(
                "toast", ToastView.of("A test message is on its way. Load the page again to see how it went."));
        return to(slug, id);
    }

    @PostMapping("/o/{slug}/webhooks/{webhook}/secret")
    ModelAndView rotate(
            @PathVariable("slug") String slug, @PathVariable("webhook") UUID id, RedirectAttributes redirect) {
        Organization organization = editable(slug);
        current.requireFresh("make a new secret for a webhook of " + organization.name());
        redirect.addFlashAttribute("secret", webhooks.rotate(organization.id(), id, by()));
        redirect.addFlashAttribute("toast", ToastView.of("The older secret signs beside the new one for a day."));
        return to(slug, id);
    }

    @PostMapping("/o/{slug}/webhooks/{webhook}/state")
    ModelAndView state(
            @PathVariable("slug") String slug,
            @PathVariable("webhook") UUID id,
            @RequestParam("pause") boolean pause,
            RedirectAttributes redirect) {
        webhooks.pause(editable(slug).id(), id, pause, by());
        redirect.addFlashAttribute("toast", ToastView.of(pause ? "The webhook is paused." : "The webhook goes on."));
        return to(slug, id);
    }

    /** Tells one message again, or all of the last days. */
    @Limited(Act.FETCH)
    @PostMapping("/o/{slug}/webhooks/{webhook}/replay")
    ModelAndView replay(
            @PathVariable("slug") String slug,
            @PathVariable("webhook") UUID id,
            @RequestParam(name = "delivery", required = false) @Nullable String delivery,
            @RequestParam(name = "days", defaultValue = "30") int days,
            RedirectAttributes redirect) {
        Webhook webhook = webhooks.require(editable(slug).id(), id);
        Instant now = clock.instant();
        int again = deliveries.replay(
                webhook, delivery, now.minus(Duration.ofDays(Math.clamp(days, 1, 30))), now.plusSeconds(1), by());
        redirect.addFlashAttribute(
                "toast", ToastView.of(Numbers.count(again, "message is", "messages are") + " told again."));
        return to(slug, id);
    }

    @PostMapping("/o/{slug}/webhooks/{webhook}/remove")
    ModelAndView remove(
            @PathVariable("slug") String slug, @PathVariable("webhook") UUID id, RedirectAttributes redirect) {
        Organization organization = editable(slug);
        current.requireFresh("remove a webhook of " + organization.name());
        webhooks.remove(organization.id(), id, by());
        redirect.addFlashAttribute("toast", ToastView.of("The webhook is removed."));
        return new ModelAndView("redirect:/o/" + slug + "/webhooks");
    }

    /** The word to the owners when the server switched one off. */
    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        return viewer.memberships().stream()
                .filter(m -> m.hasAny(Role.EDITOR))
                .flatMap(m -> {
                    int off = deliveries.disabled(m.organization().id().value());
                    return off == 0
                            ? java.util.stream.Stream.<HomeCard>empty()
                            : java.util.stream.Stream.of(new HomeCard(
                                    "Webhooks",
                                    Numbers.count(off, "webhook", "webhooks")
                                            + " failed so often that we stopped. What waits is kept.",
                                    "/o/" + m.organization().slug() + "/webhooks",
                                    "See what failed",
                                    m.organization().id(),
                                    off));
                })
                .toList();
    }

    private static ModelAndView to(String slug, UUID id) {
        return new ModelAndView("redirect:/o/" + slug + "/webhooks/" + id);
    }

    private String by() {
        return current.require().id().toString();
    }

    private ModelAndView list(Organization organization, String url, List<String> chosen, @Nullable String error) {
        List<TableView.Row> rows = webhooks.of(organization.id()).stream()
                .map(webhook -> TableView.Row.of(
                        Cell.link(webhook.url(), "/o/" + organization.slug() + "/webhooks/" + webhook.id()),
                        Cell.text(words(webhook)),
                        new TableView.Stated(state(webhook))))
                .toList();
        TableView table = new TableView(
                "Webhooks",
                List.of(Column.of("Address"), Column.of("Is told about"), Column.of("State")),
                rows,
                null,
                false);
        WebhooksPage view =
                new WebhooksPage(organization.slug(), organization.name(), table, url, EVENTS, chosen, error);
        ModelAndView page = new ModelAndView("access/webhooks", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static final List<Option> EVENTS = List.of(
            new Option(Webhook.ALL, "Everything", "Also what will come."),
            new Option("credential", "Credentials", "Issued, received, revoked."),
            new Option("batch", "Batches of credentials", "Started, resumed."),
            new Option("achievement", "Achievements", "Defined."),
            new Option("framework", "Frameworks", "Imported, updated."),
            new Option("crosswalk", "Crosswalks", "Opened, published."),
            new Option("alignment", "Alignments", "Accepted, turned down."),
            new Option("talent-need", "Talent needs", "Stated."),
            new Option("partnership", "Partnerships", "Founded, widened."),
            new Option("roles", "Roles of members", "Set."),
            new Option("organization", "The organization", "Described anew."));

    private static String words(Webhook webhook) {
        return EVENTS.stream()
                .filter(option -> webhook.events().contains(option.value()))
                .map(Option::label)
                .reduce((a, b) -> a + ", " + b)
                .orElseGet(() -> String.join(", ", webhook.events()));
    }

    private static StateView state(Webhook webhook) {
        return switch (webhook.state()) {
            case ACTIVE -> StateView.good("Is told");
            case PAUSED -> StateView.neutral("Paused");
            case DISABLED -> StateView.bad("Stopped");
        };
    }

    private static WebhookPage.Told shown(Delivery delivery) {
        StateView state = switch (delivery.state()) {
            case WAITING -> StateView.active("Waits");
            case DELIVERED -> StateView.good("Arrived");
            case DEAD -> StateView.bad("Given up");
            case CANCELLED -> StateView.neutral("Cancelled");
        };
        String last = delivery.tried().isEmpty()
                ? "Not tried yet"
                : attempt(delivery.tried().getFirst());
        boolean again = delivery.state() == Delivery.State.DELIVERED || delivery.state() == Delivery.State.DEAD;
        return new WebhookPage.Told(
                delivery.id(), delivery.event(), Dates.words(delivery.createdAt()), state, last, again);
    }

    private static String attempt(Delivery.Attempt attempt) {
        Integer status = attempt.status();
        return (status == null ? why(attempt.outcome()) : "Status " + status) + ", " + Numbers.count(attempt.millis())
                + " ms";
    }

    private static String why(String outcome) {
        return switch (outcome) {
            case "host-unknown" -> "Nobody knows the host";
            case "url-not-allowed", "address-not-allowed" -> "The address is not a public one";
            case "remote-timeout" -> "No answer in time";
            case "remote-unreachable" -> "Not reached";
            case "remote-tls" -> "The certificate is not trusted";
            default -> "Not delivered (" + outcome + ")";
        };
    }

    private Organization editable(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.EDITOR);
        return organization;
    }

    private static PageLinks links(Page<?> page, String path) {
        int shown = page.items().size();
        return new PageLinks(
                shown == 0 ? 0 : page.offset() + 1L,
                page.offset() + (long) shown,
                page.total(),
                page.offset() == 0 ? null : path + "?offset=" + Math.max(0, page.offset() - LIMIT),
                page.hasNext() ? path + "?offset=" + (page.offset() + LIMIT) : null);
    }
}
