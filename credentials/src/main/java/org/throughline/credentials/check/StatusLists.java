package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.status.PublishedStatusList;
import org.throughline.credentials.status.RevocationList;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListCache;
import org.throughline.credentials.status.StatusListFormat;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** The status lists of one verification: each is fetched and verified once, however many credentials point to it. */
public final class StatusLists {

    /** How far a list may inflate: 2^26 entries. */
    public static final int MAX_LIST_BYTES = 8 * 1024 * 1024;

    private static final Duration USUAL_TTL = Duration.ofMinutes(5);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    private final Map<String, ReadStatusList> read = new HashMap<>();
    private final Map<String, RevocationAnswer> names = new HashMap<>();
    private final Map<String, ReadTokenList> tokens = new HashMap<>();
    private final long minimum;
    private final @Nullable StatusListCache shared;

    /** No lists yet; the smallest that protects people has {@link StatusList#MINIMUM_SIZE} entries. */
    public StatusLists() {
        this(StatusList.MINIMUM_SIZE, null);
    }

    /**
     * No lists yet.
     *
     * @param minimum  how many entries a list should have; a shorter one is a warning
     * @param shared  lists that earlier verifications read; null without
     */
    public StatusLists(long minimum, @Nullable StatusListCache shared) {
        this.minimum = minimum;
        this.shared = shared;
    }

    /** How many entries a list should have. */
    long minimum() {
        return minimum;
    }

    /** The list at an address, verified like any other credential (Bitstring Status List 1.0, section 3.2 step 4). */
    ReadStatusList at(String url, StatusListFormat format, Surroundings surroundings) {
        String key = format + " " + url;
        ReadStatusList known = read.get(key);
        if (known == null) {
            known = kept(url, format, surroundings.now())
                    .<ReadStatusList>map(ReadStatusList.Usable::new)
                    .orElseGet(() -> read(url, format, surroundings));
            read.put(key, known);
        }
        return known;
    }

    /** A list of 1EdTech, which names what was revoked and carries no signature: it is as true as the address that the credential names. */
    RevocationAnswer ofOneEdTech(String url, Surroundings surroundings) {
        return names.computeIfAbsent("1EdTech " + url, key -> names(url, surroundings, RevocationList::ofOneEdTech));
    }

    /** The list that an issuer of Open Badges 2.0 names. */
    RevocationAnswer ofOpenBadges2(String url, Surroundings surroundings) {
        return names.computeIfAbsent(
                "Open Badges 2.0 " + url, key -> names(url, surroundings, RevocationList::ofOpenBadges2));
    }

    /**
     * The list that a token names.
     *
     * @param issuer  the issuer of the credential, who signed a list where nothing says otherwise
     */
    ReadTokenList ofTokens(String url, String issuer, Surroundings surroundings) {
        return tokens.computeIfAbsent(
                issuer + " " + url, key -> new TokenListReading(url, issuer, surroundings).read());
    }

    private static RevocationAnswer names(
            String url, Surroundings surroundings, Function<JsonObject, Optional<RevocationList>> reading) {
        return switch (Addresses.load(url, DocumentKind.STATUS_LIST, surroundings)) {
            case Loaded.Unavailable unavailable -> new RevocationAnswer.Unusable(unreachable(url, unavailable));
            case Loaded.Document document ->
                object(document)
                        .flatMap(reading)
                        .<RevocationAnswer>map(RevocationAnswer.Usable::new)
                        .orElseGet(() -> new RevocationAnswer.Unusable(
                                cannotBeUsed(url, "what stands there is no revocation list")));
        };
    }

    /** What came of reading a list of names. */
    sealed interface RevocationAnswer {

        /** It is one. */
        record Usable(RevocationList list) implements RevocationAnswer {}

        /**
         * There is none.
         *
         * @param message  why, as a whole sentence for people
         */
        record Unusable(String message) implements RevocationAnswer {}
    }

    private Optional<PublishedStatusList> kept(String url, StatusListFormat format, Instant now) {
        return shared == null ? Optional.empty() : shared.get(url, now).filter(list -> list.format() == format);
    }

    private ReadStatusList read(String url, StatusListFormat format, Surroundings surroundings) {
        return switch (Addresses.load(url, DocumentKind.STATUS_LIST, surroundings)) {
            case Loaded.Unavailable unavailable -> new ReadStatusList.Unusable(unreachable(url, unavailable));
            case Loaded.Document document ->
                verified(url, format, surroundings.nested().verifyList(document), surroundings.now());
        };
    }

    private ReadStatusList verified(
            String url, StatusListFormat format, NestedVerification.Verified list, Instant now) {
        VerificationReport report = list.report();
        if (report.verdict() != Verdict.VALID || report.claimed() == null) {
            String reason = report.checks().stream()
                    .filter(c -> c.outcome() == Outcome.FAILED || c.outcome() == Outcome.UNDETERMINED)
                    .map(CheckResult::message)
                    .findFirst()
                    .orElse("it could not be read");
            return unusable(url, "it does not hold itself: " + reason);
        }
        ClaimedCredential claimed = report.claimed();
        if (!claimed.types().contains(format.credentialType())) {
            return unusable(url, "what stands there is another kind of credential");
        }
        if (claimed.id() != null && !claimed.id().equals(url)) {
            return unusable(url, "what stands there is another list, " + claimed.id());
        }
        JsonObject subject = Tree.objects(list.document(), "credentialSubject").stream()
                .findFirst()
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
        if (!Tree.texts(subject, "type").contains(format.listType())) {
            return unusable(url, "it holds no list");
        }
        String encoded = Tree.text(subject, "encodedList").orElse("");
        StatusListReading reading = format == StatusListFormat.BITSTRING
                ? StatusList.decode(encoded, MAX_LIST_BYTES)
                : StatusList.decodeLegacy(encoded, MAX_LIST_BYTES);
        return switch (reading) {
            case StatusListReading.Malformed malformed -> unusable(url, malformed.message());
            case StatusListReading.Decoded decoded -> {
                PublishedStatusList published = new PublishedStatusList(
                        url,
                        format,
                        decoded.list(),
                        Tree.texts(subject, "statusPurpose"),
                        claimed.issuerId(),
                        until(subject, claimed, now));
                if (shared != null) {
                    shared.keep(published);
                }
                yield new ReadStatusList.Usable(published);
            }
        };
    }

    /** A list says in milliseconds how long a copy of it may be used (Bitstring Status List 1.0, section 2.2, {@code ttl}). */
    private static Instant until(JsonObject subject, ClaimedCredential claimed, Instant now) {
        Duration ttl = USUAL_TTL;
        if (subject.get("ttl") instanceof JsonNumber number && number.isIntegral()) {
            long millis = number.longValue();
            ttl = Duration.ofMillis(Math.clamp(millis, 0, LONGEST_TTL.toMillis()));
        }
        Instant until = now.plus(ttl);
        return claimed.validUntil() != null && claimed.validUntil().isBefore(until) ? claimed.validUntil() : until;
    }

    private static Optional<JsonObject> object(Loaded.Document document) {
        return StrictJson.utf8(document.bytes())
                .map(StrictJson::parse)
                .filter(Parsed.Tree.class::isInstance)
                .map(tree -> ((Parsed.Tree) tree).object());
    }

    private static ReadStatusList unusable(String url, String reason) {
        return new ReadStatusList.Unusable(cannotBeUsed(url, reason));
    }

    private static String cannotBeUsed(String url, String reason) {
        return "Could not check whether it was revoked: the issuer's list at " + url + " cannot be used, because "
                + reason + ".";
    }

    private static String unreachable(String url, Loaded.Unavailable unavailable) {
        return "Could not check whether it was revoked: the issuer's list at " + url + " " + unavailable.message()
                + ".";
    }
}
