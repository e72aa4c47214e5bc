package org.throughline.server.cocreation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.throughline.server.cocreation.Happenings;
import org.throughline.server.cocreation.Presences;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.organizations.CurrentSession;

/** What comes to open pages by itself, and where their readers say at which item they are. */
@Controller
class LivePages {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final int LONGEST_TAB = 40;

    private final WorkspaceAccess access;
    private final LiveConnections connections;
    private final Happenings happenings;
    private final Presences presences;
    private final CurrentSession session;

    LivePages(
            WorkspaceAccess access,
            LiveConnections connections,
            Happenings happenings,
            Presences presences,
            CurrentSession session) {
        this.access = access;
        this.connections = connections;
        this.happenings = happenings;
        this.presences = presences;
        this.session = session;
    }

    /**
     * The events of a workspace, from where the page is. Where there are too many connections the answer is 204, by which a browser stops asking
     * (WHATWG HTML, 9.2.3).
     *
     * @param lasts how many seconds the page wants to be told, at most 120; it comes again by itself
     * @param since how far the page is, {@code act-happening}; the header that a browser sends when it comes again wins
     */
    @GetMapping("/frameworks/{id}/live")
    ResponseEntity<SseEmitter> live(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "tab") String tab,
            @RequestParam(defaultValue = "120") int lasts,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        Seat seat = access.require(id);
        return connections
                .open(
                        new LiveConnections.Reader(
                                seat.framework(), seat.id(), session.id().orElse(null), shortly(tab)),
                        from(seat, last == null ? since : last),
                        Math.clamp(lasts, 0, 120))
                .map(emitter -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                        .header("X-Accel-Buffering", "no")
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .body(emitter))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** The same once, for whoever asks now and then: programs, and pages behind a proxy that holds streams back. */
    @GetMapping("/frameworks/{id}/live.json")
    ResponseEntity<List<Map<String, Object>>> once(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String since) {
        Seat seat = access.require(id);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(connections.once(seat.framework(), seat.id(), from(seat, since)));
    }

    /** Says at which item somebody is, and whether they write there. */
    @PostMapping("/frameworks/{id}/presence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void presence(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "tab") String tab,
            @RequestParam Optional<UUID> item,
            @RequestParam(defaultValue = "false") boolean editing,
            @RequestParam(defaultValue = "false") boolean gone,
            HttpServletResponse response) {
        Seat seat = access.require(id);
        if (gone) {
            presences.gone(seat.framework(), seat.id(), shortly(tab));
        } else {
            presences.seen(
                    new Presences.Presence(seat.framework(), seat.id(), shortly(tab), item.orElse(null), editing));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Happenings.Place from(Seat seat, String since) {
        Matcher matcher = PLACE.matcher(since);
        if (matcher.matches()) {
            return new Happenings.Place(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
        return happenings.places(List.of(seat.framework())).getOrDefault(seat.framework(), new Happenings.Place(0, 0));
    }

    private static String shortly(String tab) {
        return tab.length() > LONGEST_TAB ? tab.substring(0, LONGEST_TAB) : tab;
    }
}
