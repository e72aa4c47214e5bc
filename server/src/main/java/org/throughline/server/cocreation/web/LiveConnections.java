package org.throughline.server.cocreation.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;
import org.throughline.server.cocreation.Happening;
import org.throughline.server.cocreation.Happenings;
import org.throughline.server.cocreation.Presences;
import org.throughline.server.cocreation.Presences.Presence;
import org.throughline.server.cocreation.ShapedItem;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/**
 * The open pages of workspaces, and what they are told: server-sent events. One look a second asks the database how far every watched workspace is
 * and who is there; so it is the same whichever server process an act came to. Each page has its own virtual thread to be written to, and a
 * bounded queue: whoever reads too slowly is let go, and comes back by themselves with the number of the last thing they heard.
 */
@Component
class LiveConnections implements SmartLifecycle {
    static final int MOST_OF_A_PERSON = 6;
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Proxies close what is silent for long; presence is renewed along with it. */
    private static final int LOOKS_TO_A_HEARTBEAT = 15;

    /** A page's connection ends by itself before the container would end it, which would be a failure. */
    private static final int SPARE_SECONDS = 30;

    private static final int QUEUE = 200;
    private static final int AT_ONCE = 100;

    private final Happenings happenings;
    private final Presences presences;
    private final ShapedItems items;
    private final People people;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean();

    LiveConnections(Happenings happenings, Presences presences, ShapedItems items, People people) {
        this.happenings = happenings;
        this.presences = presences;
        this.items = items;
        this.people = people;
    }

    /** One open page. */
    private static final class Connection {
        final SseEmitter emitter;
        final FrameworkId framework;
        final PersonId person;
        final String tab;
        final BlockingQueue<SseEventBuilder> queue = new ArrayBlockingQueue<>(QUEUE);
        final AtomicBoolean closed = new AtomicBoolean();
        final long until;
        volatile Happenings.Place place;

        /** What it was told of who is there; null: nothing yet. */
        @Nullable
        List<Map<String, Object>> here;

        Connection(
                SseEmitter emitter,
                FrameworkId framework,
                PersonId person,
                String tab,
                Happenings.Place place,
                int seconds) {
            this.emitter = emitter;
            this.framework = framework;
            this.person = person;
            this.tab = tab;
            this.place = place;
            this.until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        }

        void tell(SseEventBuilder event) {
            if (!queue.offer(event)) {
                closed.set(true);
            }
        }

        /** Writes what waits, until the page is gone. */
        void write() {
            try {
                while (!closed.get() && System.nanoTime() - until < 0) {
                    SseEventBuilder next = queue.poll(1, TimeUnit.SECONDS);
                    if (next != null) {
                        emitter.send(next);
                    }
                }
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                closed.set(true); // the page was closed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed.set(true);
            }
        }
    }

    /**
     * Opens a page's connection; empty where the person, or the house, has too many.
     *
     * @param seconds after which it ends: the page asks anew, and is asked anew who it is
     */
    Optional<SseEmitter> open(FrameworkId framework, PersonId person, String tab, Happenings.Place place, int seconds) {
        long theirs = open.stream().filter(c -> c.person.equals(person)).count();
        if (theirs >= MOST_OF_A_PERSON || open.size() >= MOST || !running.get()) {
            return Optional.empty();
        }
        Connection connection = new Connection(
                new SseEmitter((seconds + SPARE_SECONDS) * 1_000L), framework, person, tab, place, seconds);
        Runnable gone = () -> {
            connection.closed.set(true);
            open.remove(connection);
        };
        connection.emitter.onCompletion(gone);
        connection.emitter.onTimeout(gone);
        connection.emitter.onError(_ -> gone.run());
        try {
            // written by the thread of the request itself, with all headers, before any other thread may write
            connection.emitter.send(SseEmitter.event().reconnectTime(2_000).comment("welcome"));
        } catch (IOException e) {
            return Optional.empty();
        }
        if (seconds == 0) {
            connection.emitter.complete();
            return Optional.of(connection.emitter);
        }
        open.add(connection);
        Thread.ofVirtual().name("live page").start(connection::write);
        return Optional.of(connection.emitter);
    }

    /** What a page is told that asks once: everything since a place, and who is there. */
    List<Map<String, Object>> once(FrameworkId framework, PersonId person, Happenings.Place since) {
        List<Map<String, Object>> told = new ArrayList<>();
        told.add(Map.of("event", "here", "people", here(List.of(framework)).getOrDefault(framework, List.of())));
        news(framework, since).forEach(news -> told.add(words(news, person)));
        return told;
    }

    private void look(int count) {
        List<Connection> all = open.stream().filter(c -> !c.closed.get()).toList();
        if (all.isEmpty()) {
            return;
        }
        Set<FrameworkId> watched = all.stream().map(c -> c.framework).collect(Collectors.toUnmodifiableSet());
        Map<FrameworkId, Happenings.Place> places = happenings.places(watched);
        Map<FrameworkId, List<Map<String, Object>>> here = here(List.copyOf(watched));
        for (Connection connection : all) {
            Happenings.Place now = places.get(connection.framework);
            if (now == null) {
                connection.closed.set(true);
                continue;
            }
            if (!now.equals(connection.place)) {
                tellNews(connection);
            }
            List<Map<String, Object>> people = here.getOrDefault(connection.framework, List.of());
            if (!Objects.equals(people, connection.here)) {
                connection.here = people;
                connection.tell(SseEmitter.event()
                        .name("here")
                        .data(withoutThemselves(people, connection.person), MediaType.APPLICATION_JSON));
            }
            if (count % LOOKS_TO_A_HEARTBEAT == 0) {
                connection.tell(SseEmitter.event().comment("still here"));
                presences.still(connection.framework, connection.person, connection.tab);
            }
        }
        if (count % (LOOKS_TO_A_HEARTBEAT * 20) == 0) {
            presences.sweep();
        }
    }

    private void tellNews(Connection connection) {
        boolean peopleChanged = false;
        for (News news : news(connection.framework, connection.place)) {
            connection.place = news.place();
            connection.tell(SseEmitter.event()
                    .id(news.place().act() + "-" + news.place().happening())
                    .name("news")
                    .data(words(news, connection.person), MediaType.APPLICATION_JSON));
            peopleChanged |= news.kind().equals(Happening.Kind.PEOPLE.name());
        }
        if (peopleChanged) {
            // whoever was taken out hears no more: everybody asks anew, and is asked anew who they are
            connection.tell(SseEmitter.event().comment("come again"));
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(LOOK);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                connection.closed.set(true);
            });
        }
    }

    /** Something new, with the place up to which it leads. */
    private record News(
            Happenings.Place place,
            String kind,
            PersonId by,
            String sentence,
            @Nullable UUID subject,
            List<UUID> items) {}

    private List<News> news(FrameworkId framework, Happenings.Place since) {
        List<News> news = new ArrayList<>();
        Happenings.Place place = since;
        for (Happenings.DraftAct act : happenings.acts(framework, since.act(), AT_ONCE)) {
            place = new Happenings.Place(act.number(), place.happening());
            news.add(new News(place, "DRAFT", act.by(), act.summary(), null, act.items()));
        }
        for (Happening happening : happenings.since(framework, since.happening(), AT_ONCE)) {
            place = new Happenings.Place(place.act(), happening.number());
            UUID item = happening.item();
            news.add(new News(
                    place,
                    happening.kind().name(),
                    happening.by(),
                    happening.sentence(),
                    happening.subject(),
                    item == null ? List.of() : List.of(item)));
        }
        return news;
    }

    private Map<String, Object> words(News news, PersonId reader) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("event", "news");
        words.put("kind", news.kind());
        words.put("who", people.names(List.of(news.by())).getOrDefault(news.by(), "Somebody"));
        words.put("mine", news.by().equals(reader));
        words.put("sentence", news.sentence());
        words.put("items", news.items());
        UUID subject = news.subject();
        if (subject != null) {
            words.put("subject", subject);
        }
        words.put("place", news.place().act() + "-" + news.place().happening());
        return words;
    }

    /** Who is there: each person once, where they are now. */
    private Map<FrameworkId, List<Map<String, Object>>> here(List<FrameworkId> frameworks) {
        List<Presence> all = presences.here(frameworks);
        Map<PersonId, String> names =
                people.names(all.stream().map(Presence::person).collect(Collectors.toUnmodifiableSet()));
        Map<FrameworkId, Map<UUID, ShapedItem>> called = new LinkedHashMap<>();
        all.stream()
                .collect(Collectors.groupingBy(Presence::framework))
                .forEach((framework, there) -> called.put(
                        framework,
                        items.find(
                                framework,
                                there.stream()
                                        .map(Presence::item)
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.toUnmodifiableSet()))));
        Map<FrameworkId, Map<PersonId, Map<String, Object>>> found = new LinkedHashMap<>();
        for (Presence presence : all) {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("person", presence.person().value());
            person.put("name", names.getOrDefault(presence.person(), "Somebody"));
            person.put("editing", presence.editing());
            UUID item = presence.item();
            if (item != null) {
                person.put("item", item);
                ShapedItem known =
                        called.getOrDefault(presence.framework(), Map.of()).get(item);
                if (known != null) {
                    person.put("label", known.shortly());
                }
            }
            found.computeIfAbsent(presence.framework(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(presence.person(), person);
        }
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> List.copyOf(e.getValue().values())));
    }

    private static Map<String, Object> withoutThemselves(List<Map<String, Object>> people, PersonId reader) {
        return Map.of(
                "people",
                people.stream()
                        .filter(p -> !reader.value().equals(p.get("person")))
                        .toList());
    }

    private void run() {
        for (int count = 1; running.get(); count++) {
            int now = count;
            try {
                Thread.sleep(LOOK);
                Reach.asHouse(
                        "open pages are told what happens in the workspaces in which their readers take part",
                        () -> look(now));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("open pages of workspaces were not told of what is new; they are with the next look", e);
            }
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("live pages").start(this::run);
        }
    }

    /** Before the web server waits for its requests to end: these would not. */
    @Override
    public void stop() {
        running.set(false);
        open.forEach(connection -> connection.closed.set(true));
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
