package org.throughline.server.organizations.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Sealing;
import org.throughline.server.shared.PublicAddress;

/**
 * Knows again the devices on which somebody signed in, by a cookie that we sealed: which device, and who signed in there last. It lets nobody in; it
 * only has its own count of attempts, so that whoever guesses at an account from elsewhere can't keep its person out.
 */
@Component
class KnownDevices {
    private static final String BOUND_TO = "known device";
    private static final Duration KEPT = Duration.ofDays(180);
    private static final int ID_BYTES = 16;
    private static final int HEAD_BYTES = ID_BYTES + Long.BYTES;
    private static final int SEALED_AT_LEAST = 36; // the seal's own bytes
    private static final int PEOPLE_OF_A_DEVICE = 6;

    private final Sealing sealing;
    private final Clock clock;
    private final boolean https;
    private final String name;

    KnownDevices(Sealing sealing, Clock clock, PublicAddress address) {
        this.sealing = sealing;
        this.clock = clock;
        this.https = address.isHttps();
        this.name = https ? "__Host-device" : "device";
    }

    /**
     * A device that was here before.
     *
     * @param people who signed in on it, the last one first
     */
    record Device(UUID id, Set<PersonId> people) {
        boolean knows(PersonId person) {
            return people.contains(person);
        }
    }

    /** The device that a request comes from; empty for one that is new, or shows what we never sealed. */
    Optional<Device> of(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(this::read);
    }

    /** Notes that somebody came in on this device. */
    void remember(PersonId person, HttpServletRequest request, HttpServletResponse response) {
        Optional<Device> before = of(request);
        Set<PersonId> people = new LinkedHashSet<>();
        people.add(person);
        before.ifPresent(device -> people.addAll(device.people()));
        Device now = new Device(
                before.map(Device::id).orElseGet(UUID::randomUUID),
                people.stream().limit(PEOPLE_OF_A_DEVICE).collect(LinkedHashSet::new, Set::add, Set::addAll));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, write(now))
                        .path("/")
                        .httpOnly(true)
                        .secure(https)
                        .sameSite("Strict")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    private String write(Device device) {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEAD_BYTES + ID_BYTES * device.people().size());
        put(bytes, device.id()).putLong(clock.instant().getEpochSecond());
        device.people().forEach(person -> put(bytes, person.value()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(bytes.array(), BOUND_TO));
    }

    private Optional<Device> read(String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length < SEALED_AT_LEAST + HEAD_BYTES) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(sealing.open(sealed, BOUND_TO));
            UUID id = get(bytes);
            Instant since = Instant.ofEpochSecond(bytes.getLong());
            Set<PersonId> people = new LinkedHashSet<>();
            while (bytes.remaining() >= ID_BYTES) {
                people.add(new PersonId(get(bytes)));
            }
            return since.plus(KEPT).isAfter(clock.instant()) ? Optional.of(new Device(id, people)) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    private static ByteBuffer put(ByteBuffer bytes, UUID id) {
        return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID get(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
