package org.throughline.server.cocreation.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
import java.util.stream.Stream;
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
import org.throughline.server.cocreation.WorkspacePeople;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Sessions;

/**
 * The open pages of workspaces, and what they are told: server-sent events. One look a second asks the database how far every watched workspace
 * is, who is there, and whether each reader may still hear it; so it is the same whichever server process an act came to, and whoever was taken
 * out, or whose session ended, hears nothing that was done after it. Each page has its own virtual thread to be written to, and a bounded queue:
 * whoever reads too slowly is let go, and comes back by themselves with the number of the last thing they heard.
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

    private static final String SOMEBODY = "Somebody";
    private static final int QUEUE = 250; // what one look tells, and the next
    private static final int AT_ONCE = 100;

    private final Happenings happenings;
    private final Presences presences;
    private final ShapedItems items;
    private final People people;
    private final WorkspacePeople takingPart;
    private final Sessions sessions;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean();

    LiveConnections(
            Happenings happenings,
            Presences presences,
            ShapedItems items,
            People people,
            WorkspacePeople takingPart,
            Sessions sessions) {
        this.happenings = happenings;
        this.presences = presences;
        this.items = items;
        this.people = people;
        this.takingPart = takingPart;
        this.sessions = sessions;
    }

    /**
     * Who opens a page.
     *
     * @param session in which they do, or null for none
     * @param tab which of their pages it is
     */
    record Reader(
            FrameworkId framework,
            PersonId person,
            @Nullable String session,
            String tab) {}

    /** One open page. */
    private static final class Connection {
        final SseEmitter emitter;
        final Reader reader;
        final BlockingQueue<SseEventBuilder> queue = new ArrayBlockingQueue<>(QUEUE);
        final AtomicBoolean closed = new AtomicBoolean();
        final long until;
        volatile Happenings.Place place;

        /** What it was told of who is there; null: nothing yet. */
        @Nullable
        List<Map<String, Object>> here;

        Connection(SseEmitter emitter, Reader reader, Happenings.Place place, int seconds) {
            this.emitter = emitter;
            this.reader = reader;
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
    Optional<SseEmitter> open(Reader reader, Happenings.Place place, int seconds) {
        long theirs = open.stream()
                .filter(c -> c.reader.person().equals(reader.person()))
                .count();
        if (theirs >= MOST_OF_A_PERSON || open.size() >= MOST || !running.get()) {
            return Optional.empty();
        }
        Connection connection =
                new Connection(new SseEmitter((seconds + SPARE_SECONDS) * 1_000L), reader, place, seconds);
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
        List<Connection> hearing = hearing(all);
        Set<FrameworkId> watched =
                hearing.stream().map(c -> c.reader.framework()).collect(Collectors.toUnmodifiableSet());
        Map<FrameworkId, Happenings.Place> places = happenings.places(watched);
        Map<FrameworkId, List<Map<String, Object>>> here = here(List.copyOf(watched));
        Map<From, List<News>> told = new HashMap<>();
        for (Connection connection : hearing) {
            FrameworkId framework = connection.reader.framework();
            Happenings.Place now = places.get(framework);
            if (now == null) {
                connection.closed.set(true);
                continue;
            }
            if (!now.equals(connection.place)) {
                tellNews(
                        connection,
                        told.computeIfAbsent(
                                new From(framework, connection.place), from -> news(from.framework(), from.place())));
            }
            List<Map<String, Object>> people = here.getOrDefault(framework, List.of());
            if (!Objects.equals(people, connection.here)) {
                connection.here = people;
                connection.tell(SseEmitter.event()
                        .name("here")
                        .data(withoutThemselves(people, connection.reader.person()), MediaType.APPLICATION_JSON));
            }
            if (count % LOOKS_TO_A_HEARTBEAT == 0) {
                connection.tell(SseEmitter.event().comment("still here"));
            }
        }
        if (count % LOOKS_TO_A_HEARTBEAT == 0) {
            presences.still(hearing.stream()
                    .map(c -> new Presences.Page(c.reader.framework(), c.reader.person(), c.reader.tab()))
                    .toList());
        }
        if (count % (LOOKS_TO_A_HEARTBEAT * 20) == 0) {
            presences.sweep();
        }
    }

    /** Where a page is from which it is told what is new; pages at the same place are told the same. */
    private record From(FrameworkId framework, Happenings.Place place) {}

    /** Those whose readers may still hear; the others are let go before anything more is told to them. */
    private List<Connection> hearing(List<Connection> all) {
        Map<FrameworkId, Set<PersonId>> readers =
                takingPart.readers(all.stream().map(c -> c.reader.framework()).collect(Collectors.toUnmodifiableSet()));
        Set<String> still = sessions.open(all.stream()
                .flatMap(c -> Optional.ofNullable(c.reader.session()).stream())
                .collect(Collectors.toUnmodifiableSet()));
        List<Connection> hearing = new ArrayList<>();
        for (Connection connection : all) {
            Reader reader = connection.reader;
            String session = reader.session();
            if (readers.getOrDefault(reader.framework(), Set.of()).contains(reader.person())
                    && (session == null || still.contains(session))) {
                hearing.add(connection);
            } else {
                connection.queue.clear();
                connection.closed.set(true);
            }
        }
        return hearing;
    }

    private void tellNews(Connection connection, List<News> all) {
        for (News news : all) {
            connection.place = news.place();
            connection.tell(SseEmitter.event()
                    .id(news.place().act() + "-" + news.place().happening())
                    .name("news")
                    .data(words(news, connection.reader.person()), MediaType.APPLICATION_JSON));
        }
    }

    /** Something new, with the place up to which it leads. */
    private record News(
            Happenings.Place place,
            String kind,
            PersonId by,
            String who,
            String sentence,
            @Nullable UUID subject,
            List<UUID> items) {}

    private List<News> news(FrameworkId framework, Happenings.Place since) {
        List<Happenings.DraftAct> acts = happenings.acts(framework, since.act(), AT_ONCE);
        List<Happening> happened = happenings.since(framework, since.happening(), AT_ONCE);
        Map<PersonId, String> names = people.names(Stream.concat(
                        acts.stream().map(Happenings.DraftAct::by),
                        happened.stream().map(Happening::by))
                .collect(Collectors.toUnmodifiableSet()));
        List<News> news = new ArrayList<>();
        Happenings.Place place = since;
        for (Happenings.DraftAct act : acts) {
            place = new Happenings.Place(act.number(), place.happening());
            news.add(new News(
                    place,
                    "DRAFT",
                    act.by(),
                    names.getOrDefault(act.by(), SOMEBODY),
                    act.summary(),
                    null,
                    act.items()));
        }
        for (Happening happening : happened) {
            place = new Happenings.Place(place.act(), happening.number());
            UUID item = happening.item();
            news.add(new News(
                    place,
                    happening.kind().name(),
                    happening.by(),
                    names.getOrDefault(happening.by(), SOMEBODY),
                    happening.sentence(),
                    happening.subject(),
                    item == null ? List.of() : List.of(item)));
        }
        return news;
    }

    private static Map<String, Object> words(News news, PersonId reader) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("event", "news");
        words.put("kind", news.kind());
        words.put("who", news.who());
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
            person.put("name", names.getOrDefault(presence.person(), SOMEBODY));
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
            } catch (RuntimeException e) {
                LOG.error("open pages of workspaces were not told of what is new; looking goes on", e);
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
