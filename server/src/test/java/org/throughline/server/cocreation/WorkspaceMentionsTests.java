package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.PersonId;

class WorkspaceMentionsTests {
    private final PersonId ana = new PersonId(UUID.randomUUID());
    private final PersonId anaRuiz = new PersonId(UUID.randomUUID());
    private final PersonId other = new PersonId(UUID.randomUUID());
    private final Map<PersonId, String> names = Map.of(ana, "Ana", anaRuiz, "Ana Ruiz", other, "安娜");

    @Test
    void theLongestNameThatFitsIsMeant() {
        assertThat(WorkspaceMentions.named("@Ana Ruiz, do you?", names)).containsExactly(anaRuiz);
        assertThat(WorkspaceMentions.named("@ana, do you?", names)).containsExactly(ana);
        assertThat(WorkspaceMentions.named("(@安娜)", names)).containsExactly(other);
    }

    @Test
    void aNameWithinALongerWordCallsOnNobody() {
        assertThat(WorkspaceMentions.named("@Anabel and ana@ana.example", names))
                .containsExactly(ana);
        assertThat(WorkspaceMentions.named("Ana Ruiz", names)).isEmpty();
        assertThat(WorkspaceMentions.named("@", names)).isEmpty();
        assertThat(WorkspaceMentions.named("@ Ana", names)).isEmpty();
    }

    @Test
    void severalAreMeantWhereSeveralAreCalledOn() {
        assertThat(WorkspaceMentions.named("@Ana @Ana Ruiz@安娜", names)).containsExactlyInAnyOrder(ana, anaRuiz, other);
    }
}
