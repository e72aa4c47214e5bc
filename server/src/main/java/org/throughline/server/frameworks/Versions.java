package org.throughline.server.frameworks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.organizations.PersonId;

/**
 * Every text of every framework that came to stand here, whole and for good. Reading here asks nobody's permission: pages and APIs decide
 * who may see which version.
 */
@Component
public final class Versions {
    private static final String HEADINGS = """
        select framework, number, recorded_at, by_person, note, published, last_change, fingerprint, items, associations
          from frameworks.versions
        """;

    private final JdbcClient sql;

    Versions(JdbcClient sql) {
        this.sql = sql;
    }

    /** The versions of a framework, the newest first. */
    public List<FrameworkVersion> of(FrameworkId framework) {
        return sql.sql(HEADINGS + " where framework = ? order by number desc")
                .param(framework.value())
                .query(Versions::heading)
                .list();
    }

    public Optional<FrameworkVersion> find(FrameworkId framework, int number) {
        return sql.sql(HEADINGS + " where framework = ? and number = ?")
                .params(framework.value(), number)
                .query(Versions::heading)
                .optional();
    }

    /** The version that stands; empty where there is no such framework. */
    public Optional<FrameworkVersion> newest(FrameworkId framework) {
        return sql.sql(HEADINGS + " where framework = ? order by number desc limit 1")
                .param(framework.value())
                .query(Versions::heading)
                .optional();
    }

    /** The whole package of a version. */
    public Optional<CFPackage> pkg(FrameworkId framework, int number) {
        return text(framework, number).map(ReadPackages::stored);
    }

    /** The same with the text of each of its items and associations as strict CASE 1.1. */
    public Optional<WrittenPackage> written(FrameworkId framework, int number) {
        return text(framework, number).map(ReadPackages::written);
    }

    /** Two versions of a framework, the older and the newer. */
    public record Pair(CFPackage old, CFPackage now) {}

    /**
     * The whole packages of two versions, in which objects that say the same are the same objects: versions differ in little, and reading takes a
     * while. Empty where one is not there.
     */
    public Optional<Pair> pkgs(FrameworkId framework, int old, int now) {
        Optional<byte[]> first = packed(framework, old);
        Optional<byte[]> second = packed(framework, now);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        CompletableFuture<byte[]> beside = CompletableFuture.supplyAsync(() -> unpacked(second.get()));
        List<CFPackage> both = ReadPackages.stored(unpacked(first.get()), beside.join());
        return Optional.of(new Pair(both.getFirst(), both.getLast()));
    }

    /** The whole package of a version as strict CASE 1.1 text. */
    public Optional<byte[]> text(FrameworkId framework, int number) {
        return packed(framework, number).map(Versions::unpacked);
    }

    /** The same text in gzip. */
    Optional<byte[]> packed(FrameworkId framework, int number) {
        return sql.sql("select package from frameworks.versions where framework = ? and number = ?")
                .params(framework.value(), number)
                .query(byte[].class)
                .optional();
    }

    /** Adds a version behind those that are there and returns its number. */
    int add(IncomingPackages.Prepared prepared, Recorded recorded, boolean published, OffsetDateTime now) {
        return sql.sql("""
            insert into frameworks.versions (framework, number, recorded_at, by_person, note, published, last_change, fingerprint,
                items, associations, package)
            select :framework, coalesce(max(number), 0) + 1, :at, :by, :note, :published, :lastChange, :fingerprint,
                :items, :associations, :package
              from frameworks.versions where framework = :framework
            returning number
            """)
                .param("framework", prepared.id())
                .param("at", recorded.at().orElse(now))
                .param("by", recorded.by() == null ? null : recorded.by().value())
                .param("note", recorded.note())
                .param("published", published)
                .param("lastChange", prepared.lastChange())
                .param("fingerprint", prepared.fingerprint())
                .param("items", prepared.pkg().items().size())
                .param("associations", prepared.pkg().associations().size())
                .param("package", prepared.packed())
                .query(Integer.class)
                .single();
    }

    /** Opens the version that stands; older ones stay as they were. */
    void open(UUID framework) {
        sql.sql("""
            update frameworks.versions set published = true
             where framework = ? and not published
               and number = (select version from frameworks.documents where identifier = framework)
            """).param(framework).update();
    }

    /**
     * Who brings a version (nobody where the server itself does), what they say of it, and when it came to stand, where that was not now but
     * at another place before.
     */
    record Recorded(@Nullable PersonId by, String note, Optional<OffsetDateTime> at) {
        static Recorded now(PersonId by, String note) {
            return new Recorded(by, note, Optional.empty());
        }
    }

    static FrameworkVersion heading(ResultSet row, int number) throws SQLException {
        UUID by = row.getObject("by_person", UUID.class);
        return new FrameworkVersion(
                new FrameworkId(row.getObject("framework", UUID.class)),
                row.getInt("number"),
                row.getTimestamp("recorded_at").toInstant(),
                by == null ? null : new PersonId(by),
                row.getString("note"),
                row.getBoolean("published"),
                row.getTimestamp("last_change").toInstant(),
                row.getString("fingerprint"),
                row.getInt("items"),
                row.getInt("associations"));
    }

    private static final int BUFFER = 1 << 16;

    static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
            // gzip ends with the length of what it holds: so the text is put where it stays, and never copied on the
            // way
            int length = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(packed.length - Integer.BYTES);
            if (length < 0 || length > CaseReader.MAX_BYTES) {
                return in.readAllBytes();
            }
            byte[] text = new byte[length];
            if (in.readNBytes(text, 0, length) != length || in.read() >= 0) {
                throw new IOException("found another length than the one that is said");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored package is damaged", e);
        }
    }
}
