package org.throughline.server.access.web;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.access.ApiClient;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ApiClients.Made;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.Scopes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The programs of an organization: its owners and editors make them, renew their secrets and end them. */
@Controller
class ClientPages {
    private static final String FOR_US = "us";
    private static final String FOR_PEOPLE = "people";

    private final CurrentPerson current;
    private final Organizations organizations;
    private final ApiClients clients;

    ClientPages(CurrentPerson current, Organizations organizations, ApiClients clients) {
        this.current = current;
        this.organizations = organizations;
        this.clients = clients;
    }

    @GetMapping("/o/{slug}/clients")
    ModelAndView list(@PathVariable("slug") String slug) {
        return list(editable(slug), NewClient.empty(), null);
    }

    @PostMapping("/o/{slug}/clients")
    ModelAndView make(@PathVariable("slug") String slug, NewClient form, RedirectAttributes redirect) {
        Organization organization = editable(slug);
        SignedIn by = current.requireFresh("make an API client of " + organization.name());
        try {
            Made made = clients.make(
                    organization.id(),
                    ClientMetadata.of(form.name(), lines(form.redirects()), new LinkedHashSet<>(form.scopes())),
                    grants(form),
                    !"public".equals(form.secrecy()),
                    by.id());
            String secret = made.secret();
            if (secret != null) {
                redirect.addFlashAttribute("secret", secret);
            }
            redirect.addFlashAttribute(
                    "toast", ToastView.of(made.client().metadata().name() + " is made."));
            return to(slug, made.client().id());
        } catch (Problem problem) {
            return list(organization, form, inForm(problem));
        }
    }

    @GetMapping("/o/{slug}/clients/{client}")
    ModelAndView one(@PathVariable("slug") String slug, @PathVariable("client") String id) {
        Organization organization = editable(slug);
        ApiClient client = clients.require(organization.id(), id);
        List<String> secrets = clients.secrets(id).stream()
                .map(kept -> "Made " + Dates.words(kept.createdAt())
                        + (kept.expiresAt() == null ? "" : ", works until " + Dates.words(kept.expiresAt())))
                .toList();
        ClientPage page = new ClientPage(
                slug,
                organization.name(),
                id,
                client.metadata().name(),
                client.grants().contains(ApiClient.CLIENT_CREDENTIALS),
                List.copyOf(client.metadata().redirectUris()),
                words(client.metadata().scopes()),
                secrets,
                client.confidential(),
                client.revokedAt() != null,
                client.lastUsedAt() == null ? "Not yet" : Dates.words(client.lastUsedAt()));
        return new ModelAndView("access/client", Map.of("page", page));
    }

    @PostMapping("/o/{slug}/clients/{client}/secret")
    ModelAndView rotate(
            @PathVariable("slug") String slug, @PathVariable("client") String id, RedirectAttributes redirect) {
        Organization organization = editable(slug);
        SignedIn by = current.requireFresh("make a new secret for an API client of " + organization.name());
        redirect.addFlashAttribute("secret", clients.rotate(organization.id(), id, by.id()));
        redirect.addFlashAttribute("toast", ToastView.of("The older secret works for seven more days."));
        return to(slug, id);
    }

    @PostMapping("/o/{slug}/clients/{client}/revoke")
    ModelAndView revoke(
            @PathVariable("slug") String slug, @PathVariable("client") String id, RedirectAttributes redirect) {
        Organization organization = editable(slug);
        clients.revoke(organization.id(), id, current.require().id());
        redirect.addFlashAttribute("toast", ToastView.of("The client is revoked. Its tokens no longer work."));
        return new ModelAndView("redirect:/o/" + slug + "/clients");
    }

    private static ModelAndView to(String slug, String id) {
        return new ModelAndView("redirect:/o/" + slug + "/clients/" + id);
    }

    private ModelAndView list(Organization organization, NewClient form, @Nullable String error) {
        List<TableView.Row> rows = clients.of(organization.id()).stream()
                .map(client -> TableView.Row.of(
                        Cell.link(client.metadata().name(), "/o/" + organization.slug() + "/clients/" + client.id()),
                        Cell.text(actsFor(client)),
                        Cell.text(client.lastUsedAt() == null ? "Not yet" : Dates.words(client.lastUsedAt())),
                        new TableView.Stated(
                                client.revokedAt() == null ? StateView.good("Works") : StateView.bad("Revoked"))))
                .toList();
        TableView table = new TableView(
                "API clients",
                List.of(Column.of("Name"), Column.of("Acts for"), Column.of("Last used"), Column.of("State")),
                rows,
                null,
                false);
        ClientsPage view =
                new ClientsPage(organization.slug(), organization.name(), table, form, scopes(), actsFor(), error);
        ModelAndView page = new ModelAndView("access/clients", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static String actsFor(ApiClient client) {
        boolean us = client.grants().contains(ApiClient.CLIENT_CREDENTIALS);
        boolean people = client.grants().contains(ApiClient.AUTHORIZATION_CODE);
        return us && people ? "The organization, and people who agree" : us ? "The organization" : "People who agree";
    }

    private Organization editable(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.EDITOR);
        return organization;
    }

    private static Set<String> grants(NewClient form) {
        Set<String> grants = new HashSet<>();
        if (form.acts().contains(FOR_US)) {
            grants.add(ApiClient.CLIENT_CREDENTIALS);
        }
        if (form.acts().contains(FOR_PEOPLE)) {
            grants.add(ApiClient.AUTHORIZATION_CODE);
            grants.add(ApiClient.REFRESH_TOKEN);
        }
        return grants;
    }

    private static Set<String> lines(String text) {
        return Arrays.stream(text.split("\\R", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<String> words(Set<String> scopes) {
        return Arrays.stream(Scopes.values())
                .filter(scope -> scopes.contains(scope.wire()))
                .map(Scopes::words)
                .toList();
    }

    private static List<Option> scopes() {
        return Arrays.stream(Scopes.values())
                .map(scope -> new Option(scope.wire(), scope.words(), scope.wire()))
                .toList();
    }

    private static List<Option> actsFor() {
        return List.of(
                new Option(FOR_US, "Your organization", "It needs nobody's agreement: client credentials."),
                new Option(
                        FOR_PEOPLE,
                        "People who agree",
                        "Each is asked first, and can take it back: authorization code with PKCE."));
    }

    static String inForm(Problem problem) {
        if (problem.type() != ProblemType.BAD_INPUT) {
            throw problem;
        }
        return String.valueOf(problem.getMessage());
    }
}
