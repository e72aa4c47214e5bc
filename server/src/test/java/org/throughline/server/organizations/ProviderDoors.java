package org.throughline.server.organizations;

import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.ProviderConversation.Away;
import org.throughline.server.outbound.Canaries;
import org.throughline.server.outbound.StrangerDoor;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** An owner names a provider, and the provider names further addresses. */
public class ProviderDoors {
    private record Door(String name, Asking asking) implements StrangerDoor {
        @Override
        public String ask(String address) {
            try {
                asking.ask(address);
                return "it was believed";
            } catch (Problem problem) {
                return problem.type() == ProblemType.BAD_INPUT
                        ? StrangerDoor.judged(String.valueOf(problem.getMessage()))
                        : "the answer is " + problem;
            }
        }
    }

    private interface Asking {
        void ask(String address);
    }

    @Bean
    Organization strangersCollege(People people, Organizations organizations, InstitutionSignIns institutions) {
        return Reach.asHouse("a test sets up", () -> {
            Person owner =
                    people.register("Provider", UUID.randomUUID() + "@example.org", "correct horse battery staple");
            Organization college = organizations.create(
                    "provider-" + UUID.randomUUID(), "Stranger", OrganizationKind.EDUCATOR, null, "", owner.id());
            institutions.setUp(college.id(), "https://good.example.org", "client", "a secret", owner.id());
            return college;
        });
    }

    @Bean
    StrangerDoor provider(ProviderConversation conversation, Organization strangersCollege) {
        return new Door("provider", address -> conversation.check(institution(strangersCollege, address), true));
    }

    @Bean
    StrangerDoor providersTokens(ProviderConversation conversation, Organization strangersCollege) {
        return new Door("provider's token endpoint", address -> {
            String issuer = Canaries.all().providerThatNames(address, "https://good.example.org/keys");
            comeBack(conversation, institution(strangersCollege, issuer));
        });
    }

    @Bean
    StrangerDoor providersKeys(ProviderConversation conversation, Organization strangersCollege) {
        return new Door("provider's keys", address -> {
            String issuer = Canaries.all().providerThatNames(Canaries.all().tokens(), address);
            comeBack(conversation, institution(strangersCollege, issuer));
        });
    }

    private static void comeBack(ProviderConversation conversation, InstitutionSignIn institution) {
        Away away = conversation.begin(institution, false);
        conversation.comeBack(institution, away, away.state(), null, "a code");
    }

    private static InstitutionSignIn institution(Organization college, String issuer) {
        return new InstitutionSignIn(college, issuer, "client", Set.of());
    }
}
