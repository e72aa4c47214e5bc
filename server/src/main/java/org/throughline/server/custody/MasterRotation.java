package org.throughline.server.custody;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.SealedKeys.OldKey;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Lets a new master key take over while the server works. Each organization's key is wrapped anew in a transaction of its own, and both master keys
 * are there until the last one is done: whenever this is killed, everything still opens, and the next start or the next call goes on.
 */
@Component
public class MasterRotation implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(MasterRotation.class);

    private final MasterKeys masters;
    private final SealedKeys keys;
    private final OrganizationKeys organizationKeys;
    private final SoftwareKeys software;
    private final TransactionTemplate transactions;
    private final AuditLog audit;

    MasterRotation(
            MasterKeys masters,
            SealedKeys keys,
            OrganizationKeys organizationKeys,
            SoftwareKeys software,
            TransactionTemplate transactions,
            AuditLog audit) {
        this.masters = masters;
        this.keys = keys;
        this.organizationKeys = organizationKeys;
        this.software = software;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** At each start: the master key is there, opens what it must, and what an earlier version or a killed rotation left is brought to its end. */
    @Override
    public void afterSingletonsInstantiated() {
        Reach.asHouse("the keys of all organizations must open", () -> {
            if (masters.isThere() || keys.any()) {
                masters.current();
                for (String master : keys.masters()) {
                    if (masters.find(master).isEmpty()) {
                        throw new IllegalStateException(
                                ("Keys in the database are wrapped by the master key %s, which is not here; %s holds another. "
                                                + "Put the right one back from your backup.")
                                        .formatted(master, masters.source()));
                    }
                }
                sealOldKeys();
                if (masters.liesInTheDataDirectory()) {
                    LOG.warn(
                            "The master key is in the data directory ({}): a copy of the directory is a copy of everything. Stop the"
                                    + " server and move the folder: mv {} {}",
                            masters.source(),
                            masters.folder(),
                            masters.besideTheDataDirectory());
                }
                if (masters.hasNext()) {
                    finish().forEach(LOG::info);
                }
            }
        });
    }

    /** Makes a new master key, or goes on with one that was made, and lets it take over; the lines say what was done. */
    public List<String> rotate() {
        if (!masters.isFile()) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    ("The master key comes from %s, where this server cannot put a new one. Move it into a file first "
                                    + "(throughline.master-key-file).")
                            .formatted(masters.source()));
        }
        return Reach.asHouse("a new master key wraps the keys of all organizations", () -> {
            masters.makeNext();
            return finish();
        });
    }

    private synchronized List<String> finish() {
        String newest = masters.newest().id();
        int wrapped = 0;
        while (organizationKeys.rewrapOne()) {
            wrapped++;
        }
        int left = keys.countWrappedOtherwise(newest);
        if (left > 0) {
            return List.of("Another server is wrapping %d keys at this moment. Ask again.".formatted(left));
        }
        boolean promoted = masters.hasNext();
        Master now = masters.promoteNext();
        if (promoted) {
            transactions.executeWithoutResult(status -> audit.record(new AuditEntry(
                    "master-key.rotated",
                    "system",
                    null,
                    now.id(),
                    java.util.Map.of("wrapped", Integer.toString(keys.countWrappedOtherwise(""))))));
        }
        List<String> lines = new ArrayList<>();
        lines.add("The master key %s wraps all keys now; %d were wrapped anew.".formatted(now.id(), wrapped));
        lines.add("The old key stays beside it for older backups. Move it to where those backups are kept.");
        return lines;
    }

    /** Keys that the master key itself seals, as the first version did, get their organization's key in between. */
    private void sealOldKeys() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(
                    status -> keys.old().map(this::sealAnew).orElse(false)));
        }
    }

    private boolean sealAnew(OldKey old) {
        String bound = "throughline issuer key\n%s\n%s\nEd25519\n1".formatted(old.organization(), old.id());
        byte[] seed = old.sealed()
                .open(masters.current().key(), bound)
                .orElseThrow(() -> new IllegalStateException(
                        "The issuer key %s does not open: another master key sealed it, or its row was changed."
                                .formatted(old.id())));
        KeyKeeper.Kept kept = software.seal(old.id(), old.organization(), old.publicKey(), seed);
        keys.sealAnew(old.id(), java.util.Objects.requireNonNull(kept.sealed()));
        return true;
    }
}
