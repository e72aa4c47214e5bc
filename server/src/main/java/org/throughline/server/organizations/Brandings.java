package org.throughline.server.organizations;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Colours, places and pictures of organizations. */
@Component
public class Brandings {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final double LEAST_CONTRAST = 3; // WCAG 2.2, 1.4.11 Non-text Contrast
    private static final double WHITE = 1;
    private static final double NIGHT = 0.009; // the dark theme's ground
    private static final int LONGEST_PLACE = 120;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Brandings(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    public Branding of(OrganizationId organization) {
        return jdbc.sql("""
                        SELECT o.accent, o.location, encode(l.sha256, 'hex') AS logo
                        FROM organizations.organization o LEFT JOIN organizations.logo l ON l.organization = o.id WHERE o.id = :id
                        """)
                .param("id", organization.value())
                .query((row, n) ->
                        new Branding(row.getString("accent"), row.getString("location"), row.getString("logo")))
                .optional()
                .orElseGet(() -> new Branding(null, null, null));
    }

    /** Changes colour and place; a colour that would not stand out on light or dark is a {@code Problem BAD_INPUT}. */
    @Transactional
    public void paint(OrganizationId organization, @Nullable String accent, @Nullable String location, PersonId by) {
        String colour =
                accent == null || accent.isBlank() ? null : accent.strip().toLowerCase(Locale.ROOT);
        String place = location == null || location.isBlank() ? null : location.strip();
        check(colour, place);
        jdbc.sql("UPDATE organizations.organization SET accent = :accent, location = :location WHERE id = :id")
                .param("accent", colour)
                .param("location", place)
                .param("id", organization.value())
                .update();
        record("organization.painted", organization, by);
    }

    /** What {@link #paint} asks of a colour and a place. */
    static void check(@Nullable String colour, @Nullable String place) {
        if (colour != null && !COLOUR.matcher(colour).matches()) {
            throw new Problem(ProblemType.BAD_INPUT, "A colour is written as # and six digits, for example #00796b.");
        }
        if (colour != null && !standsOut(colour)) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "This colour is too light or too dark: it would not be seen on one of our two grounds. Choose one in between, for example #00796b.");
        }
        if (place != null && place.length() > LONGEST_PLACE) {
            throw new Problem(ProblemType.BAD_INPUT, "A place has at most " + LONGEST_PLACE + " characters.");
        }
    }

    /** The picture as it is served; an organization without one costs what no organization costs. */
    public Optional<Picture> logo(String slug) {
        return jdbc.sql("""
                SELECT l.media_type, l.bytes, encode(l.sha256, 'hex') AS tag
                FROM organizations.logo l JOIN organizations.organization o ON o.id = l.organization WHERE o.slug = :slug
                """)
                .param("slug", slug)
                .query((row, n) ->
                        new Picture(row.getString("media_type"), row.getBytes("bytes"), row.getString("tag")))
                .optional();
    }

    /** Keeps a picture that was made safe ({@link SafePicture}). */
    @Transactional
    public void hang(OrganizationId organization, SafePicture picture, PersonId by) {
        jdbc.sql("""
                        INSERT INTO organizations.logo (organization, media_type, bytes, sha256, changed_at)
                        VALUES (:id, :type, :bytes, :sha, :now)
                        ON CONFLICT (organization) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes,
                            sha256 = excluded.sha256, changed_at = excluded.changed_at
                        """)
                .param("id", organization.value())
                .param("type", picture.mediaType())
                .param("bytes", picture.bytes())
                .param("sha", HexFormat.of().parseHex(sha256(picture.bytes())))
                .param("now", OffsetDateTime.now(clock))
                .update();
        record("organization.logo-changed", organization, by);
    }

    /** Whether a colour has a contrast of 3 to 1 to both grounds. */
    static boolean standsOut(String colour) {
        double luminance = 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
        return (WHITE + 0.05) / (luminance + 0.05) >= LEAST_CONTRAST
                && (luminance + 0.05) / (NIGHT + 0.05) >= LEAST_CONTRAST;
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private void record(String action, OrganizationId organization, PersonId by) {
        audit.record(new AuditEntry(action, by.toString(), organization.toString(), organization.toString(), Map.of()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * A stored picture.
     *
     * @param tag changes with the picture
     */
    @SuppressWarnings("ArrayRecordComponent") // lives within one request
    public record Picture(String mediaType, byte[] bytes, String tag) {}
}
