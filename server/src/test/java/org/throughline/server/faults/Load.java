package org.throughline.server.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * People at work, all at once, until they are told to stop: links given away, consent given and taken back, needs stated, frameworks
 * brought in, credentials issued and revoked. Every act that the server acknowledges goes into the ledger; nothing is asked for twice under
 * the same key.
 */
final class Load implements AutoCloseable {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Served server;
    private final Ledger ledger;
    private final Path samples;
    private final String run = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> revocable = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean working = true;
    private volatile String consentWanted = "";

    Load(Served server, Ledger ledger, Path samples) throws IOException {
        this.server = server;
        this.ledger = ledger;
        this.samples = samples;
        ledger.read().getOrDefault("consent", Set.of()).stream()
                .mapToInt(act -> Integer.parseInt(act.split(" ")[0]))
                .max()
                .ifPresent(number::set);
    }

    private interface Act {
        HttpResponse<String> ask(Actor actor) throws IOException, InterruptedException;
    }

    /** A person's next act, once they have looked at the pages that they need. */
    private interface Work {
        void next(Actor actor) throws IOException, InterruptedException;
    }

    private interface Preparation {
        Work prepare(Actor actor) throws IOException, InterruptedException;
    }

    /** Everybody begins. */
    void begin() {
        person("learner", this::givesLinksAway);
        person("learner", this::changesTheirMind);
        person("employer", this::statesNeeds);
        person("educator", this::issues);
        person("educator", this::bringsFrameworksIn);
    }

    private void person(String persona, Preparation preparation) {
        people.add(Thread.ofVirtual().name(persona).start(() -> {
            while (working) {
                try (Actor actor = new Actor(server.at("/"), persona)) {
                    actor.signIn();
                    Work work = preparation.prepare(actor);
                    while (working) {
                        work.next(actor);
                    }
                } catch (IOException e) {
                    pause(300); // a server that is away is not knocked at without a rest
                } catch (InterruptedException e) {
                    return;
                }
            }
        }));
    }

    private Work givesLinksAway(Actor actor) throws IOException, InterruptedException {
        String credential =
                first(actor.page("/record/share"), "input[name=credential]").val();
        return someone -> {
            String label = "ack-" + run + "-" + number.incrementAndGet();
            act(
                    "share",
                    label,
                    someone,
                    a -> a.post("/record/share", "credential", credential, "label", label, "days", "30"));
            pause(40);
        };
    }

    private Work changesTheirMind(Actor actor) throws IOException, InterruptedException {
        actor.page("/record/consents");
        return someone -> {
            boolean give = ThreadLocalRandom.current().nextBoolean();
            String key = number.incrementAndGet() + (give ? " given" : " withdrawn");
            consentWanted = key;
            act(
                    "consent",
                    key,
                    someone,
                    a -> a.post("/record/consents/" + (give ? "give" : "withdraw"), "employer", ""));
            pause(30);
        };
    }

    private Work statesNeeds(Actor actor) throws IOException, InterruptedException {
        String framework = actor.page("/needs/new").select("select[name=framework] option").stream()
                .map(Element::val)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseThrow(() -> new IOException("no framework to choose"));
        Document page = actor.page("/needs/new?framework=" + framework);
        FormElement form = page.select("form").stream()
                .filter(each -> each.attr("action").equals("/needs"))
                .map(FormElement.class::cast)
                .findFirst()
                .orElseThrow(() -> new IOException("no form for needs"));
        return someone -> {
            String title = "ack-" + run + "-" + number.incrementAndGet();
            Map<String, String> fields = new TreeMap<>();
            form.formData().forEach(field -> fields.put(field.key(), field.value()));
            fields.remove("_csrf");
            fields.put("title", title);
            fields.put("description", "Stated under load.");
            fields.put("openings", "1");
            fields.put("ask.0", "required");
            fields.put("ask.1", "preferred");
            act("need", title, someone, a -> a.post("/needs", List.copyOf(fields.entrySet())));
            pause(60);
        };
    }

    private Work issues(Actor actor) throws IOException, InterruptedException {
        Document page = actor.page("/issuing/new");
        String organization = first(page, "input[name=organization]").val();
        List<String> achievements = page.select("input[name=achievement]").stream()
                .map(Element::val)
                .limit(2)
                .toList();
        return someone -> {
            int n = number.incrementAndGet();
            String key = "ack-" + run + "-" + n;
            String roster =
                    "name,email\nLoad One,%s-1@load.example\nLoad Two,%s-2@load.example\nLoad Three,%s-3@load.example\n"
                            .formatted(key, key, key);
            act(
                    "batch",
                    key,
                    someone,
                    a -> a.post(
                            "/issuing/new",
                            List.of(
                                    Map.entry("organization", organization),
                                    Map.entry("achievement", achievements.getFirst()),
                                    Map.entry("achievement", achievements.getLast()),
                                    Map.entry("roster", roster),
                                    Map.entry("clr", "true"),
                                    Map.entry("key", key),
                                    Map.entry("act", "issue"))));
            String credential = revocable.poll();
            if (credential != null) {
                act(
                        "revoke",
                        credential,
                        someone,
                        a -> a.post(
                                "/issuing/credentials/" + credential + "/revoke",
                                "reason",
                                "Revoked under load.",
                                "organization",
                                organization));
            }
            pause(1_000);
        };
    }

    private Work bringsFrameworksIn(Actor actor) throws IOException, InterruptedException {
        String organization = first(actor.page("/frameworks/import"), "[name=organization]")
                                .select("option, input")
                                .first()
                        instanceof Element chosen
                ? chosen.val()
                : "";
        String text = Files.readString(samples.resolve("solar-field-technician.case.json"));
        return someone -> {
            String salt = run + number.incrementAndGet();
            String renamed =
                    UUID_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(renamed(salt, found.group())));
            Matcher first = UUID_TEXT.matcher(renamed);
            if (!first.find()) {
                throw new IllegalStateException("the sample has no identifier");
            }
            HttpResponse<String> looked = someone.upload(
                    "/frameworks/import",
                    Map.of("organization", organization, "kind", "OUTCOMES"),
                    "load.json",
                    renamed);
            count(looked, someone);
            String waiting = looked.headers().firstValue("Location").orElse("");
            if (looked.statusCode() == 302 && waiting.contains("/frameworks/import/")) {
                act("import", first.group(), someone, a -> a.post(waiting));
            }
            pause(3_000);
        };
    }

    private static String renamed(String salt, String uuid) {
        return UUID.nameUUIDFromBytes((salt + uuid).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void act(String kind, String key, Actor actor, Act act) throws IOException, InterruptedException {
        HttpResponse<String> response = act.ask(actor);
        count(response, actor);
        if (response.statusCode() == 302
                && !response.headers().firstValue("Location").orElse("").contains("/sign-in")) {
            ledger.acknowledged(kind, key);
            lastAcknowledged.set(System.nanoTime());
        } else if (response.statusCode() / 100 != 5 && response.statusCode() != 429) {
            throw new IOException(
                    kind + " answered " + response.statusCode()); // signed out, or an old form: begin anew
        } else {
            pause(100);
        }
    }

    private void count(HttpResponse<String> response, Actor actor) {
        statuses.merge(response.statusCode(), 1, Integer::sum);
        boolean says = response.headers().firstValue("Retry-After").isPresent();
        boolean excused = response.statusCode() == 503 || response.statusCode() == 507 || response.statusCode() == 429;
        if (response.statusCode() >= 500 && !(excused && says) || response.statusCode() == 429 && !says) {
            strange.add(response.statusCode() + " to " + response.uri().getPath());
        }
    }

    private static Element first(Document page, String what) throws IOException {
        Element found = page.selectFirst(what);
        if (found == null) {
            throw new IOException("no " + what + " at " + page.location());
        }
        return found;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Credentials that may be revoked. */
    void mayRevoke(List<String> credentials) {
        revocable.clear();
        revocable.addAll(credentials);
    }

    /** The consent that was asked for last, acknowledged or not. */
    String consentWanted() {
        return consentWanted;
    }

    /** When the last act was acknowledged, by the steady counter. */
    long lastAcknowledged() {
        return lastAcknowledged.get();
    }

    /** Answers of the server that trouble does not excuse: 5xx without a time to come again. */
    List<String> strange() {
        return List.copyOf(strange);
    }

    Map<Integer, Integer> statuses() {
        return Map.copyOf(new TreeMap<>(statuses));
    }

    /** Everybody finishes the act at hand. */
    @Override
    public void close() throws InterruptedException {
        working = false;
        for (Thread person : people) {
            person.join(25_000);
            person.interrupt();
        }
    }
}
