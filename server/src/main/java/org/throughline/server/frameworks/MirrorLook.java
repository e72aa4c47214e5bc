package org.throughline.server.frameworks;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.shared.Problem;

/**
 * One look at the source of a mirror: what it says is taken in whole, or what stands in the way is kept in words and what stands here stays.
 * Of several servers one looks; what a server left in the middle another begins anew.
 */
@Component
class MirrorLook {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorLook.class);
    private static final int MOST_CHANGES = 500;
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(10);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofDays(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final CaseReader READER = new CaseReader();

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Mirrors mirrors;
    private final PackageFetch fetch;
    private final FrameworkImport imports;
    private final LargeFiles large;
    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration every;

    MirrorLook(
            JdbcClient sql,
            JdbcTemplate batches,
            Mirrors mirrors,
            PackageFetch fetch,
            FrameworkImport imports,
            LargeFiles large,
            Frameworks frameworks,
            CaseLibrary library,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${throughline.mirrors.every:PT6H}") Duration every) {
        this.sql = sql;
        this.batches = batches;
        this.mirrors = mirrors;
        this.fetch = fetch;
        this.imports = imports;
        this.large = large;
        this.frameworks = frameworks;
        this.library = library;
        this.transactions = transactions;
        this.clock = clock;
        this.every = every;
    }

    /** A mirror that is due, with what is known of the copy that stands here. */
    record Due(Mirror mirror, PackageFetch.Copy copy) {}

    /** Takes the next one that is due; of two servers one gets it. */
    Optional<Due> claim() {
        OffsetDateTime now = now();
        return transactions.execute(_ -> sql.sql("""
            update frameworks.mirrors set claimed_at = :now
             where id = (select id from frameworks.mirrors
                where state = 'FOLLOWING' and next_look_at <= :now and (claimed_at is null or claimed_at < :left)
                order by next_look_at limit 1 for update skip locked)
            returning etag, last_modified, %s
            """.formatted(Mirrors.columns()))
                .param("now", now)
                .param("left", now.minus(CLAIMED_FOR))
                .query((row, number) -> new Due(
                        Mirrors.mirror(row, number),
                        new PackageFetch.Copy(row.getString("etag"), row.getString("last_modified"))))
                .optional());
    }

    /** Looks. Nothing that the other side does, and nothing that goes wrong here, ends the worker. */
    void look(Due due) {
        try {
            SourceAnswer answer = fetch.ask(
                    due.mirror().address(),
                    mirrors.client(due.mirror().id(), due.mirror().address()),
                    due.mirror().framework() == null ? PackageFetch.Copy.NONE : due.copy());
            take(due, answer);
        } catch (Problem problem) {
            trouble(
                    due.mirror(),
                    "refused",
                    Optional.ofNullable(problem.getMessage()).orElse("The package was refused."),
                    Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("The look of the mirror {} failed", due.mirror().id(), e);
            trouble(due.mirror(), "ours", "Something broke on our side; we try again.", Optional.empty());
        }
    }

    private void take(Due due, SourceAnswer answer) {
        Mirror mirror = due.mirror();
        switch (answer) {
            case SourceAnswer.Whole whole ->
                large.waitingWithIt(whole.bytes().all().length, () -> {
                    read(due, whole);
                    return true;
                });
            case SourceAnswer.Same same -> same(mirror, due.copy(), same.fresh());
            case SourceAnswer.Gone gone ->
                trouble(
                        mirror,
                        "gone",
                        "%s answered with status %d: the framework is there no more. What stands here stays."
                                .formatted(mirror.address(), gone.status()),
                        Optional.of(LONGEST_RETRY));
            case SourceAnswer.Trouble trouble -> trouble(mirror, trouble.code(), trouble.words(), trouble.comeAgain());
        }
    }

    private void read(Due due, SourceAnswer.Whole whole) {
        Mirror mirror = due.mirror();
        switch (READER.read(whole.bytes().all(), mirror.address())) {
            case ReadOutcome.Refused refused -> {
                boolean noCase =
                        refused.findings().stream().anyMatch(f -> f.code().equals("not-case"));
                trouble(
                        mirror,
                        noCase ? "no-case" : "not-whole",
                        (noCase
                                        ? "What came from %s is no CASE package: %s"
                                        : "What came from %s could not be read whole: %s")
                                .formatted(mirror.address(), first(refused.findings())),
                        Optional.empty());
            }
            case ReadOutcome.Read read -> {
                Optional<Refusal> refusal = refusal(mirror, read.pkg());
                if (refusal.isPresent()) {
                    trouble(mirror, refusal.get().code(), refusal.get().words(), Optional.empty());
                } else {
                    transactions.executeWithoutResult(status -> {
                        if (!takeIn(due, read, whole)) {
                            status.setRollbackOnly(); // the next look asks where it is now
                        }
                    });
                }
            }
        }
    }

    private record Refusal(String code, String words) {}

    /** Why a readable package does not come to stand here as this mirror. */
    private Optional<Refusal> refusal(Mirror mirror, CFPackage pkg) {
        FrameworkId id = new FrameworkId(pkg.document().identifier());
        if (mirror.framework() != null && !mirror.framework().equals(id)) {
            return Optional.of(new Refusal(
                    "another-framework",
                    "Another framework stands at the address now: “%s” instead of “%s”. What stands here stays."
                            .formatted(pkg.document().title(), mirror.title())));
        }
        Optional<Framework> here = frameworks.find(id);
        if (mirror.framework() != null) {
            int before = here.map(Framework::items).orElse(0);
            return before > 0 && pkg.items().isEmpty()
                    ? Optional.of(new Refusal(
                            "not-whole",
                            "The source sent a package without any statement, where %,d stood. What stands here stays."
                                    .formatted(before)))
                    : Optional.empty();
        }
        return conflict(mirror, id, here);
    }

    /** Why a framework does not come to stand here as this mirror, though it can be read. */
    Optional<String> conflict(Mirror mirror, FrameworkId id) {
        return conflict(mirror, id, frameworks.find(id)).map(Refusal::words);
    }

    boolean isMirrored(FrameworkId id) {
        return mirrors.isMirrored(id);
    }

    private Optional<Refusal> conflict(Mirror mirror, FrameworkId id, Optional<Framework> here) {
        if (here.isEmpty()) {
            return Optional.empty();
        }
        String title = here.get().title();
        if (!here.get().owner().equals(mirror.owner())) {
            return Optional.of(new Refusal(
                    "another-owner",
                    "“%s” stands here already, kept by another organization under the same identifier. One framework has one keeper here."
                            .formatted(title)));
        }
        if (mirrors.isMirrored(id)) {
            return Optional.of(new Refusal(
                    "mirrored-already", "“%s” is mirrored here already, from another address.".formatted(title)));
        }
        return mirror.takesOver()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "stands-here",
                        "“%s” stands here already: your organization brought it in by hand. A mirror would take it over, which nobody said yet."
                                .formatted(title)));
    }

    /** Whether it came to stand: not where somebody named another address while this one was asked. */
    private boolean takeIn(Due due, ReadOutcome.Read read, SourceAnswer.Whole whole) {
        Mirror mirror = due.mirror();
        CFPackage pkg = read.pkg();
        FrameworkId id = new FrameworkId(pkg.document().identifier());
        Optional<CFPackage> before = library.download(id).map(ReadPackages::stored);
        FrameworkImportOutcome outcome = imports.takeFromSource(
                mirror.owner(),
                pkg,
                ReadPackages.lines(read.findings()),
                mirror.address(),
                mirror.kind(),
                mirror.open());
        boolean first = mirror.framework() == null;
        Licence licence = Licence.of(pkg);
        if (first || outcome.changed()) {
            UpstreamChanges changes =
                    before.map(old -> UpstreamChanges.between(old, pkg)).orElse(new UpstreamChanges(List.of(), false));
            keep(mirror, changes, before.isPresent() ? -1 : pkg.items().size());
        }
        int told = sql.sql("""
            update frameworks.mirrors set framework = :framework, title = :title, etag = :etag, last_modified = :modified,
                looked_at = :now, answered_at = :now, changed_at = case when :changed then :now else changed_at end,
                failures = 0, trouble = null, trouble_words = null, claimed_at = null, next_look_at = :next,
                licence_title = :licenceTitle, licence_uri = :licenceUri, licence_text = :licenceText
             where id = :id and address = :address
            """)
                .param("licenceTitle", licence.title())
                .param("licenceUri", licence.uri())
                .param("licenceText", licence.text())
                .param("framework", id.value())
                .param("title", pkg.document().title())
                .param("etag", whole.etag())
                .param("modified", whole.lastModified())
                .param("now", now())
                .param("changed", first || outcome.changed())
                .param("next", next(whole.fresh()))
                .param("id", mirror.id())
                .param("address", mirror.address())
                .update();
        return told > 0;
    }

    /** @param firstItems how many came with the first look; -1 where something stood here before */
    private void keep(Mirror mirror, UpstreamChanges changes, int firstItems) {
        int number = sql.sql("""
            insert into frameworks.mirror_looks (mirror, number, at, added, changed, moved, retired, licence_changed)
            select :mirror, coalesce(max(number), 0) + 1, :now, :added, :changed, :moved, :retired, :licence
              from frameworks.mirror_looks where mirror = :mirror
            returning number
            """)
                .param("mirror", mirror.id())
                .param("now", now())
                .param("added", firstItems < 0 ? changes.count(UpstreamChange.Kind.ADDED) : firstItems)
                .param("changed", changes.count(UpstreamChange.Kind.CHANGED))
                .param("moved", changes.count(UpstreamChange.Kind.MOVED))
                .param("retired", changes.count(UpstreamChange.Kind.RETIRED))
                .param("licence", changes.licenceChanged())
                .query(Integer.class)
                .single();
        List<UpstreamChange> kept = changes.changes()
                .subList(0, Math.min(MOST_CHANGES, changes.changes().size()));
        batches.batchUpdate(
                """
                insert into frameworks.mirror_changes (mirror, look, ordinal, kind, item, code, before, after, note)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                IntStream.range(0, kept.size())
                        .mapToObj(n -> new Object[] {
                            mirror.id(),
                            number,
                            n,
                            kept.get(n).kind().name(),
                            kept.get(n).item(),
                            kept.get(n).code(),
                            kept.get(n).before(),
                            kept.get(n).after(),
                            kept.get(n).note()
                        })
                        .toList());
    }

    private void same(Mirror mirror, PackageFetch.Copy copy, Optional<Duration> fresh) {
        if (copy.etag() == null && copy.lastModified() == null) {
            trouble(
                    mirror,
                    "answer",
                    "%s answered with status 304, though nothing was known of it.".formatted(mirror.address()),
                    Optional.empty());
            return;
        }
        transactions.executeWithoutResult(_ -> sql.sql("""
            update frameworks.mirrors set looked_at = :now, answered_at = :now, failures = 0, trouble = null, trouble_words = null,
                claimed_at = null, next_look_at = :next
             where id = :id and address = :address
            """)
                .param("now", now())
                .param("next", next(fresh))
                .param("id", mirror.id())
                .param("address", mirror.address())
                .update());
    }

    private void trouble(Mirror mirror, String code, String words, Optional<Duration> comeAgain) {
        transactions.executeWithoutResult(_ -> sql.sql("""
            update frameworks.mirrors set looked_at = :now, failures = failures + 1, trouble = :code, trouble_words = :words,
                claimed_at = null, next_look_at = :next
             where id = :id and address = :address
            """)
                .param("now", now())
                .param("code", code)
                .param("words", words.length() <= 1000 ? words : words.substring(0, 999) + "…")
                .param("next", now().plus(jittered(wait(mirror.failures(), comeAgain))))
                .param("id", mirror.id())
                .param("address", mirror.address())
                .update());
    }

    /** How long after the n-th failure in a row the source is left in peace: twice as long each time, and never shorter than it wishes. */
    static Duration wait(int failuresBefore, Optional<Duration> comeAgain) {
        Duration usual = FIRST_RETRY.multipliedBy(1L << Math.min(failuresBefore, 9));
        Duration ours = usual.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : usual;
        return comeAgain
                .map(wished -> wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished)
                .filter(wished -> wished.compareTo(ours) > 0)
                .orElse(ours);
    }

    /** When a source that answered is asked again: as often as the operator says, and no sooner than the source wishes. */
    private OffsetDateTime next(Optional<Duration> fresh) {
        Duration wished = fresh.filter(f -> f.compareTo(every) > 0).orElse(every);
        return now().plus(jittered(wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished));
    }

    /** Up to a tenth longer, so that many mirrors of one source do not come at once. */
    private static Duration jittered(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(Math.max(1, wait.toMillis() / 10)));
    }

    private static String first(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.message() + place(finding.pointer()))
                .findFirst()
                .orElse("nothing was said about it");
    }

    private static String place(@Nullable String pointer) {
        return pointer == null || pointer.isEmpty() ? "" : " (at " + pointer + ")";
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
