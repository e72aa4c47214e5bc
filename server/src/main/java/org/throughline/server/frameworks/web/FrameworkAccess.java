package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseReader;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.LargeForms;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** Who may see which framework: published ones everybody, others the members of their owner. */
@Component
class FrameworkAccess {
    private final Frameworks frameworks;
    private final CurrentPerson current;

    FrameworkAccess(Frameworks frameworks, CurrentPerson current) {
        this.frameworks = frameworks;
        this.current = current;
    }

    /** The frameworks that the asker may see, by title. */
    List<Framework> visible() {
        Optional<SignedIn> person = current.find();
        return frameworks.all().stream()
                .filter(framework -> framework.isOpenTo(person))
                .toList();
    }

    /** The framework; for whoever may not see it there is nothing at this address. */
    Framework require(UUID id) {
        return frameworks
                .find(new FrameworkId(id))
                .filter(framework -> framework.isOpenTo(current.find()))
                .orElseThrow(Problem::notFound);
    }

    boolean mayRead(Framework framework) {
        return framework.isOpenTo(current.find());
    }

    /** The organizations on whose behalf the asker may bring frameworks in. */
    List<Membership> importing() {
        return current.find().map(SignedIn::memberships).orElse(List.of()).stream()
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .toList();
    }

    boolean mayEdit(OrganizationId owner) {
        return importing().stream().anyMatch(m -> m.organization().id().equals(owner));
    }

    /** A framework's file may be as large as one that is fetched or brought by the console. */
    @Configuration(proxyBeanMethods = false)
    static class Files {
        @Bean
        LargeForms frameworksFiles() {
            return new LargeForms("/frameworks/import", CaseReader.MAX_BYTES + LargeForms.ROOM_BESIDE, "64 MiB");
        }
    }

    /** What strangers may reach here; the pages decide about each framework. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths frameworksPublicPaths() {
            return PublicPaths.of(
                    "/frameworks",
                    "/frameworks/*",
                    "/frameworks/*/children/*",
                    "/frameworks/*/package",
                    "/frameworks/*/print",
                    "/uri/*",
                    "/uri/*/card",
                    "/ims/case/**");
        }
    }
}
