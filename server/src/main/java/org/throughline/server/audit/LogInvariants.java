package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.shared.Invariant;

/** What must hold of the log. */
@Configuration(proxyBeanMethods = false)
class LogInvariants {

    @Bean
    Invariant everyActUnderItsCheckpoint(
            LogRows rows, CheckpointKeys keys, CheckpointFiles files, PlatformTransactionManager transactions) {
        TransactionTemplate moment = new TransactionTemplate(transactions);
        moment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return Invariant.of(
                "I6",
                "The log's tree, made anew from its acts, is the one that was signed, in the database and outside",
                () -> {
                    List<LogInspection.Signed> signed =
                            new ArrayList<>(); // first the files: the database may only be newer
                    files.all()
                            .forEach(exported -> signed.add(new LogInspection.Signed(
                                    "outside the database, of " + exported.at(), exported.note(), null, null)));
                    return moment.execute(status -> {
                        signed.addAll(rows.checkpoints());
                        signed.sort(Comparator.comparingLong(LogInspection.Signed::claimed));
                        return new LogInspection(keys.all(), rows.nodes(), signed.iterator()).inspect(rows.leaves());
                    });
                });
    }

    @Bean
    Invariant everyActInTheLogOnce(LogRows rows) {
        return Invariant.of(
                "I5",
                "Every act that was written has one place in the log, or waits for one, and says what it said",
                () -> {
                    return rows.withoutPlace();
                });
    }
}
