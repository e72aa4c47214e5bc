package org.throughline.server.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Invariant;

/** Asks every room whether what must hold does hold. It changes nothing. */
@Component
public class Fsck {
    private final List<Invariant> invariants;
    private final TransactionTemplate moment;

    Fsck(List<Invariant> invariants, PlatformTransactionManager transactions) {
        this.invariants = invariants.stream()
                .sorted(Comparator.comparingInt(Fsck::number).thenComparing(Invariant::title))
                .toList();
        this.moment = new TransactionTemplate(transactions);
        this.moment.setReadOnly(true);
        this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * One invariant, asked.
     *
     * @param ok whether it holds
     * @param checked how many things were looked at
     */
    public record Answer(String id, String title, boolean ok, long checked, List<String> findings) {}

    /** All answers, in the order of their ids. */
    public List<Answer> ask() {
        return ask(id -> true);
    }

    /** The answers of some of them, chosen by their ids. */
    List<Answer> ask(Predicate<String> chosen) {
        List<Answer> answers = new ArrayList<>();
        for (Invariant invariant : invariants) {
            if (!chosen.test(invariant.id())) {
                continue;
            }
            Invariant.Found found = found(invariant);
            answers.add(new Answer(
                    invariant.id(), invariant.title(), found.findings().isEmpty(), found.checked(), found.findings()));
        }
        return List.copyOf(answers);
    }

    private Invariant.Found found(Invariant invariant) {
        try {
            Invariant.Found found =
                    Reach.asHouse("fsck looks at everything", () -> moment.execute(status -> invariant.check()));
            return found == null ? new Invariant.Found(0, List.of("It gave no answer")) : found;
        } catch (RuntimeException e) {
            return new Invariant.Found(0, List.of("It could not be checked: " + e));
        }
    }

    private static int number(Invariant invariant) {
        return Integer.parseInt(invariant.id().substring(1));
    }
}
