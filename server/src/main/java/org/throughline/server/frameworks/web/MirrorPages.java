package org.throughline.server.frameworks.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Licence;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.MirrorCandidates;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.UpstreamChange;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Follows frameworks that other CASE servers look after. */
@Controller
class MirrorPages {
    private static final String ALL = "/frameworks/mirrors";

    private final Mirrors mirrors;
    private final MirrorCandidates candidates;
    private final UpstreamDiscovery discovery;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final FrameworkAccess access;
    private final Clock clock;

    MirrorPages(
            Mirrors mirrors,
            MirrorCandidates candidates,
            UpstreamDiscovery discovery,
            Organizations organizations,
            CurrentPerson current,
            FrameworkAccess access,
            Clock clock) {
        this.clock = clock;
        this.mirrors = mirrors;
        this.candidates = candidates;
        this.discovery = discovery;
        this.organizations = organizations;
        this.current = current;
        this.access = access;
    }

    @GetMapping(ALL)
    ModelAndView all(@RequestParam(defaultValue = "") String address) {
        return all(address, Mirrors.Credentials.NONE, null);
    }

    @Limited(Act.FETCH)
    @PostMapping(ALL)
    ModelAndView choose(
            @RequestParam UUID organization,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String tokenAddress,
            @RequestParam(defaultValue = "") String clientId,
            @RequestParam(defaultValue = "") String clientSecret,
            @RequestParam(defaultValue = "") String scope) {
        SignedIn person = current.require(new OrganizationId(organization), Role.EDITOR);
        Mirrors.Credentials credentials = new Mirrors.Credentials(tokenAddress, clientId, clientSecret, scope);
        try {
            UUID id = mirrors.choose(new OrganizationId(organization), address, credentials, person.id());
            return new ModelAndView("redirect:" + ALL + "/" + id);
        } catch (Problem problem) {
            return all(address, credentials, problem.getMessage());
        }
    }

    @GetMapping(ALL + "/{id}")
    ModelAndView one(@PathVariable UUID id, @RequestParam(defaultValue = "0") int look) {
        Mirror mirror = require(id);
        return mirror.state() == Mirror.State.CHOOSING
                ? new ModelAndView("redirect:" + ALL + "/" + id + "/source")
                : standing(mirror, look, source(mirror, mirror.address(), "before", mirrors.known(mirror), null));
    }

    /** What stands at the address, asked each time that somebody looks. */
    @Limited(Act.FETCH)
    @GetMapping(ALL + "/{id}/source")
    ModelAndView source(@PathVariable UUID id, @RequestParam(defaultValue = "") String from) {
        Mirror mirror = require(id);
        return mirror.state() == Mirror.State.CHOOSING
                ? choosing(mirror, from.isBlank() ? mirror.address() : from, null)
                : new ModelAndView("redirect:" + ALL + "/" + id);
    }

    @Limited(Act.FETCH)
    @PostMapping(ALL + "/{id}")
    ModelAndView begin(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "STANDARDS") FrameworkKind kind,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "false") boolean takesOver) {
        Mirror mirror = require(id);
        SignedIn person = current.require();
        String from = address.isBlank() ? mirror.address() : address;
        mirrors.begin(mirror, from, title, kind, open, takesOver, person.id());
        return new ModelAndView("redirect:" + ALL + "/" + id);
    }

    @PostMapping(ALL + "/{id}/pause")
    ModelAndView pause(@PathVariable UUID id, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        mirrors.pause(mirror, current.require().id());
        return back(mirror, redirect, "Paused. What stands here stays.");
    }

    @PostMapping(ALL + "/{id}/resume")
    ModelAndView resume(@PathVariable UUID id, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        mirrors.goOn(mirror, current.require().id());
        return back(mirror, redirect, "It goes on; its source is asked now.");
    }

    @PostMapping(ALL + "/{id}/stop")
    ModelAndView stop(@PathVariable UUID id, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        mirrors.stop(mirror, current.require().id());
        return back(mirror, redirect, "Stopped. What stands here stays, with its source.");
    }

    @PostMapping(ALL + "/{id}/open")
    ModelAndView open(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean yes, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        if (!yes) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Say that the licence allows it, or that you have the permission otherwise.");
        }
        mirrors.open(mirror, current.require().id());
        return back(mirror, redirect, "Everybody may read it here now.");
    }

    @PostMapping(ALL + "/{id}/close")
    ModelAndView close(@PathVariable UUID id, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        mirrors.close(mirror, current.require().id());
        return back(mirror, redirect, "Closed. Only members of %s read it here now.".formatted(name(mirror.owner())));
    }

    @Limited(Act.FETCH)
    @PostMapping(ALL + "/{id}/address")
    ModelAndView change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "before") String known,
            @RequestParam(defaultValue = "") String tokenAddress,
            @RequestParam(defaultValue = "") String clientId,
            @RequestParam(defaultValue = "") String clientSecret,
            @RequestParam(defaultValue = "") String scope,
            RedirectAttributes redirect) {
        Mirror mirror = require(id);
        Mirrors.Credentials given = new Mirrors.Credentials(tokenAddress, clientId, clientSecret, scope);
        Mirrors.Knows knows = switch (known) {
            case "nobody" -> new Mirrors.Knows.Nobody();
            case "client" -> new Mirrors.Knows.Client(given);
            default -> new Mirrors.Knows.AsBefore();
        };
        try {
            mirrors.change(mirror, address, knows, current.require().id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return standing(mirror, 0, source(mirror, address, known, given, problem.getMessage()));
        }
        return back(mirror, redirect, "Changed. Its source is asked now.");
    }

    @Limited(Act.FETCH)
    @PostMapping(ALL + "/{id}/look")
    ModelAndView look(@PathVariable UUID id, RedirectAttributes redirect) {
        Mirror mirror = require(id);
        mirrors.lookNow(mirror, current.require().id());
        return back(mirror, redirect, "Its source is asked now.");
    }

    private static ModelAndView back(Mirror mirror, RedirectAttributes redirect, String words) {
        redirect.addFlashAttribute("toast", ToastView.of(words));
        return new ModelAndView("redirect:" + ALL + "/" + mirror.id());
    }

    private Mirror require(UUID id) {
        current.require();
        Mirror mirror = mirrors.find(id).orElseThrow(Problem::notFound);
        current.require(mirror.owner(), Role.EDITOR);
        return mirror;
    }

    private ModelAndView all(String address, Mirrors.Credentials credentials, @Nullable String error) {
        current.require();
        List<Membership> importing = access.importing();
        if (importing.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Mirroring a framework needs the role of editor or owner in an organization.");
        }
        List<TableView.Row> rows = importing.stream()
                .flatMap(m -> mirrors.of(m.organization().id()).stream()
                        .map(mirror -> row(mirror, m.organization().name())))
                .toList();
        TableView table = new TableView(
                "Mirrored frameworks",
                List.of(
                        TableView.Column.of("Framework"),
                        TableView.Column.of("State"),
                        TableView.Column.of("Last look"),
                        TableView.Column.of("Last change")),
                rows,
                null,
                false);
        return new ModelAndView(
                "frameworks/mirrors",
                Map.of(
                        "page",
                        new MirrorPage.All(
                                table,
                                importing.stream()
                                        .map(m -> Option.of(
                                                m.organization().id().toString(),
                                                m.organization().name()))
                                        .toList(),
                                address,
                                credentials.tokenAddress(),
                                credentials.clientId(),
                                credentials.scope(),
                                error)));
    }

    private static TableView.Row row(Mirror mirror, String organization) {
        return TableView.Row.of(
                new TableView.Link(mirror.title(), ALL + "/" + mirror.id(), organization),
                new TableView.Stated(state(mirror)),
                TableView.Cell.text(moment(mirror.lookedAt(), "not yet")),
                TableView.Cell.text(moment(mirror.changedAt(), "none yet")));
    }

    private ModelAndView choosing(Mirror mirror, String from, @Nullable String error) {
        return switch (discovery.look(mirror, from)) {
            case UpstreamDiscovery.Found.Whole whole -> candidate(mirror, whole, error);
            case UpstreamDiscovery.Found.Documents list ->
                choice(
                        from,
                        list.documents().stream()
                                .map(document -> listed(mirror, document))
                                .toList(),
                        list.next().map(next -> at(mirror, next)).orElse(null),
                        List.of());
            case UpstreamDiscovery.Found.Nothing nothing -> choice(from, List.of(), null, nothing.tried());
        };
    }

    private static ModelAndView choice(
            String from, List<MirrorPage.Listed> documents, @Nullable String next, List<String> tried) {
        return new ModelAndView(
                "frameworks/mirrorchoice", Map.of("page", new MirrorPage.Choice(from, documents, next, tried)));
    }

    private static MirrorPage.Listed listed(Mirror mirror, UpstreamDiscovery.Listed document) {
        String about = Optional.ofNullable(document.lastChange())
                .map(at -> "changed " + day(at))
                .orElse("");
        String status = Optional.ofNullable(document.status()).orElse("");
        return new MirrorPage.Listed(
                document.title(),
                document.creator(),
                at(mirror, document.packageAddress()),
                Optional.ofNullable(document.licence())
                        .map(l -> "Licence: " + l)
                        .orElse("No licence named"),
                status.isEmpty() || about.isEmpty() ? status + about : status + ", " + about);
    }

    private ModelAndView candidate(Mirror mirror, UpstreamDiscovery.Found.Whole whole, @Nullable String error) {
        return switch (candidates.of(mirror, whole.bytes(), whole.address())) {
            case MirrorCandidates.Candidate.Unreadable unreadable ->
                choice(whole.address(), List.of(), null, unreadable.findings());
            case MirrorCandidates.Candidate.Readable readable ->
                new ModelAndView(
                        "frameworks/mirrorcandidate",
                        Map.of(
                                "page",
                                new MirrorPage.Candidate(
                                        readable.title(),
                                        readable.creator(),
                                        whole.address(),
                                        ALL + "/" + mirror.id(),
                                        List.of(
                                                new MirrorPage.Fact("Source", whole.address()),
                                                new MirrorPage.Fact("On behalf of", name(mirror.owner())),
                                                new MirrorPage.Fact("Statements", Numbers.count(readable.items())),
                                                new MirrorPage.Fact(
                                                        "Associations", Numbers.count(readable.associations()))),
                                        readable.licence(),
                                        licenceWords(readable.licence()),
                                        readable.conflict(),
                                        readable.byHand(),
                                        ImportPages.KINDS,
                                        Set.of("STANDARDS"),
                                        readable.findings(),
                                        error)));
        };
    }

    private static MirrorPage.Source source(
            Mirror mirror, String address, String known, Mirrors.Credentials given, @Nullable String error) {
        List<Option> ways = new ArrayList<>();
        ways.add(
                mirror.client() == null
                        ? Option.of("before", "No: anybody may ask it")
                        : new Option(
                                "before",
                                "As before: as " + mirror.client(),
                                "Only on the server where it is now. To another one it is not told, and we forget it."));
        ways.add(new Option(
                "client", "Yes, as follows", "OAuth 2.0 client credentials, as the CASE Network gives them."));
        if (mirror.client() != null) {
            ways.add(Option.of("nobody", "Not any more: forget what it knows us by"));
        }
        return new MirrorPage.Source(
                address, ways, Set.of(known), given.tokenAddress(), given.clientId(), given.scope(), error);
    }

    private ModelAndView standing(Mirror mirror, int wanted, MirrorPage.Source source) {
        List<Mirrors.Look> looks = mirrors.looks(mirror);
        int shown = wanted > 0 ? wanted : looks.isEmpty() ? 0 : looks.getFirst().number();
        List<UpstreamChange> changes = shown == 0 ? List.of() : mirrors.changes(mirror, shown);
        String href = ALL + "/" + mirror.id();
        String standing = mirror.standing().map(id -> "/frameworks/" + id).orElse(null);
        int all = looks.stream()
                .filter(look -> look.number() == shown && look.number() > 1)
                .mapToInt(look -> look.added() + look.changed() + look.moved() + look.retired())
                .findFirst()
                .orElse(0);
        return new ModelAndView(
                "frameworks/mirror",
                Map.of(
                        "page",
                        new MirrorPage(
                                mirror.title(),
                                href,
                                name(mirror.owner()),
                                standing,
                                mirror.address(),
                                source,
                                state(mirror),
                                facts(mirror),
                                mirror.licence(),
                                mirror.open(),
                                working(mirror),
                                sentence(mirror),
                                mirror.troubleWords(),
                                mirror.state() == Mirror.State.FOLLOWING,
                                true,
                                looks.stream()
                                        .map(look -> new MirrorPage.Look(
                                                Dates.words(look.at()),
                                                words(look),
                                                href + "?look=" + look.number(),
                                                look.number() == shown))
                                        .toList(),
                                changes.stream()
                                        .map(change -> MirrorPage.Change.of(
                                                change, standing == null ? href : standing + "?item=" + change.item()))
                                        .toList(),
                                shown,
                                changes.size() >= all,
                                mirror.standing()
                                        .map(id -> mirrors.sharedItems(id).stream()
                                                .map(other -> new MirrorPage.Shared(
                                                        other.title(),
                                                        "/frameworks/" + other.framework(),
                                                        Numbers.count(other.items(), "statement", "statements")))
                                                .toList())
                                        .orElse(List.of()))));
    }

    private List<MirrorPage.Fact> facts(Mirror mirror) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Source", mirror.address());
        facts.put("Kept here by", name(mirror.owner()));
        facts.put("Last look", moment(mirror.lookedAt(), "not yet"));
        facts.put("Last answer", moment(mirror.answeredAt(), "none yet"));
        facts.put("Last change", moment(mirror.changedAt(), "none yet"));
        if (mirror.state() == Mirror.State.FOLLOWING) {
            facts.put("Next look", working(mirror) ? "now" : Dates.words(mirror.nextLook()));
        }
        facts.put("Licence", Optional.ofNullable(mirror.licence().title()).orElse("its source names none"));
        facts.put("Who may read it here", mirror.open() ? "Everybody" : "Members of " + name(mirror.owner()));
        if (mirror.client() != null) {
            facts.put("The source knows us as", mirror.client());
        }
        return facts.entrySet().stream()
                .map(fact -> new MirrorPage.Fact(fact.getKey(), fact.getValue()))
                .toList();
    }

    private boolean working(Mirror mirror) {
        return mirror.state() == Mirror.State.FOLLOWING
                && !mirror.nextLook().isAfter(clock.instant().plusSeconds(1));
    }

    private static String sentence(Mirror mirror) {
        return switch (mirror.state()) {
            case CHOOSING -> "";
            case FOLLOWING ->
                mirror.framework() == null
                        ? mirror.trouble() == null
                                ? "Its source is being asked for the first time."
                                : "It has not come in yet."
                        : mirror.vanished()
                                ? "Its source has it no more. What stands here stays."
                                : "It follows its source. Nobody edits it here.";
            case PAUSED -> "It rests: its source is not asked. Nobody edits it here.";
            case STOPPED -> "It was stopped: what stands here stays as it is, with its source.";
        };
    }

    static StateView state(Mirror mirror) {
        return switch (mirror.state()) {
            case CHOOSING -> StateView.active("Choosing");
            case PAUSED -> StateView.neutral("Paused");
            case STOPPED -> StateView.neutral("Stopped");
            case FOLLOWING ->
                mirror.vanished()
                        ? StateView.bad("Vanished at its source")
                        : mirror.trouble() != null
                                ? StateView.unsure("Could not look")
                                : mirror.framework() == null
                                        ? StateView.active("First look")
                                        : StateView.good("Following");
        };
    }

    private static String words(Mirrors.Look look) {
        List<String> parts = new ArrayList<>();
        if (look.number() == 1) {
            parts.add("It came in"
                    + (look.added() > 0 ? ", with " + Numbers.count(look.added(), "statement", "statements") : ""));
        } else if (look.added() > 0) {
            parts.add(Numbers.count(look.added()) + " added");
        }
        if (look.changed() > 0) {
            parts.add(Numbers.count(look.changed()) + " changed");
        }
        if (look.moved() > 0) {
            parts.add(Numbers.count(look.moved()) + " moved");
        }
        if (look.retired() > 0) {
            parts.add(Numbers.count(look.retired()) + " retired");
        }
        if (look.licenceChanged()) {
            parts.add("another licence");
        }
        return parts.isEmpty()
                ? "No statement changed, only the document or its associations"
                : parts.stream().collect(Collectors.joining(", "));
    }

    static String licenceWords(Licence licence) {
        return !licence.named()
                ? "The package names no licence. Without one, ask whoever publishes it before others may read it here."
                : switch (licence.republishing()) {
                    case ALLOWED ->
                        "The licence looks like one that allows others to publish it again. Read it before you open it.";
                    case FORBIDDEN ->
                        "The licence speaks against publishing it again. Leave it closed unless you have a permission.";
                    case NOT_KNOWN ->
                        "We can't tell whether the licence allows others to publish it again. Read it before you open it.";
                };
    }

    private String name(OrganizationId owner) {
        return organizations.find(owner).map(Organization::name).orElse("an organization that has left");
    }

    private static String moment(@Nullable Instant at, String otherwise) {
        return at == null ? otherwise : Dates.words(at);
    }

    private static String day(String at) {
        return at.length() >= 10 ? at.substring(0, 10) : at;
    }

    private static String at(Mirror mirror, String address) {
        return UriComponentsBuilder.fromPath(ALL + "/" + mirror.id() + "/source")
                .queryParam("from", "{from}")
                .encode()
                .buildAndExpand(address)
                .toUriString();
    }
}
