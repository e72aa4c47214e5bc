package org.throughline.server.site.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.organizations.People;
import org.throughline.server.site.DemoPersona;
import org.throughline.server.site.DemoPersonas;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

@ServerTest
@TestPropertySource(properties = "throughline.demo=true")
class DemoSignInIT {
    private final Visitor visitor;

    DemoSignInIT(RunningServer server) {
        this.visitor = new Visitor(server);
    }

    @Test
    void becomesAPersonOfTheStoryByOneClickAndAnotherWithANewSession() throws Exception {
        Seen welcome = visitor.get("/");
        assertThat(welcome.html().select("main form[action=/demo/sign-in] button[value=test-learner]"))
                .isNotEmpty();

        assertThat(visitor.post("/demo/sign-in", "username", "test-learner").heading())
                .contains("Lena Learner");
        String first = visitor.cookies().toString();
        assertThat(visitor.post("/demo/sign-in/test-educator").heading()).contains("Emil Educator");
        assertThat(visitor.cookies().toString()).isNotEqualTo(first);
    }

    @Test
    void knowsNobodyElseAndStillWantsTheFormsToken() throws Exception {
        visitor.get("/");
        assertThat(visitor.post("/demo/sign-in", "username", "nobody").status()).isEqualTo(404);
        visitor.get("/");
        visitor.forgetFormToken();
        assertThat(visitor.post("/demo/sign-in", "username", "test-learner").status())
                .isEqualTo(403);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Story {
        @Bean
        DemoPersonas testPersonas(People people) {
            String tag = UUID.randomUUID().toString();
            List<DemoPersona> personas = List.of(
                    persona(people, "test-learner", "Lena Learner", tag),
                    persona(people, "test-educator", "Emil Educator", tag));
            return () -> personas;
        }

        private static DemoPersona persona(People people, String key, String name, String tag) {
            return new DemoPersona(
                    key,
                    name,
                    "Look around.",
                    people.ensure(name, key + tag + "@example.org").id());
        }
    }
}
