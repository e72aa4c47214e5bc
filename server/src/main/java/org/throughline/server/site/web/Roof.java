package org.throughline.server.site.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Action;
import org.throughline.server.face.Demo;
import org.throughline.server.face.Frame;
import org.throughline.server.face.NavItem;
import org.throughline.server.face.ShellSource;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.site.DemoPersona;
import org.throughline.server.site.DemoPersonas;

/** What stands around every page: the way through the house for whoever is asking. */
@Component
class Roof implements ShellSource {
    private static final String NAME = "Throughline";

    private final CurrentPerson current;
    private final ObjectProvider<DemoPersonas> personas;
    private final boolean demo;

    Roof(
            CurrentPerson current,
            ObjectProvider<DemoPersonas> personas,
            @Value("${throughline.demo:false}") boolean demo) {
        this.current = current;
        this.personas = personas;
        this.demo = demo;
    }

    @Override
    public Frame frame(String path, @Nullable Principal principal) {
        Optional<SignedIn> viewer = current.find();
        List<NavItem> nav = viewer.map(Door::of).orElseGet(Door::ofStrangers).stream()
                .map(door -> door.at(path))
                .toList();
        return new Frame(
                NAME,
                "en",
                deepestOnly(nav),
                viewer.map(Roof::shown).orElse(null),
                demo ? demo() : null,
                viewer.isEmpty() ? new Action("Sign in", "/sign-in") : null);
    }

    /** Of two stops that stand above each other (the record and a part of it) only the deeper one is the current one. */
    private static List<NavItem> deepestOnly(List<NavItem> nav) {
        int deepest = nav.stream()
                .filter(NavItem::current)
                .mapToInt(item -> item.href().length())
                .max()
                .orElse(0);
        return nav.stream()
                .map(item -> new NavItem(
                        item.label(), item.href(), item.current() && item.href().length() == deepest))
                .toList();
    }

    private static org.throughline.server.face.SignedIn shown(SignedIn viewer) {
        String role = viewer.memberships().isEmpty()
                ? null
                : String.join(
                        ", ",
                        viewer.memberships().stream()
                                .map(Membership::organization)
                                .map(o -> o.name())
                                .toList());
        return new org.throughline.server.face.SignedIn(viewer.displayName(), role, "/account", "/sign-out");
    }

    private Demo demo() {
        List<Demo.Person> people = personas.stream()
                .flatMap(source -> source.personas().stream())
                .map(Roof::person)
                .toList();
        String password = personas.stream()
                .flatMap(source -> source.password().stream())
                .findFirst()
                .orElse(null);
        return new Demo("/demo/sign-in", people, password);
    }

    private static Demo.Person person(DemoPersona persona) {
        return new Demo.Person(persona.key(), persona.label(), persona.story());
    }
}
