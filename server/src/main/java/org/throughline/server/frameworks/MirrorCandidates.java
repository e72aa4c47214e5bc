package org.throughline.server.frameworks;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.CFPackage;

/** What would come of a mirror, before it is begun. */
@Component
public final class MirrorCandidates {
    private static final CaseReader READER = new CaseReader();

    private final MirrorLook looks;
    private final Frameworks frameworks;

    MirrorCandidates(MirrorLook looks, Frameworks frameworks) {
        this.looks = looks;
        this.frameworks = frameworks;
    }

    /** What an address has. */
    public sealed interface Candidate {
        /**
         * A package that can be read.
         *
         * @param conflict why it can't be mirrored here as it stands, in words; empty where it can
         * @param byHand whether the organization brought the same framework in by hand, so that a mirror would take it over
         */
        record Readable(
                String title,
                String creator,
                int items,
                int associations,
                Licence licence,
                String conflict,
                boolean byHand,
                List<String> findings)
                implements Candidate {
            public Readable {
                findings = List.copyOf(findings);
            }
        }

        /** No package, with what was found instead. */
        record Unreadable(List<String> findings) implements Candidate {
            public Unreadable {
                findings = List.copyOf(findings);
            }
        }
    }

    /** Reads a package that somebody would like to follow. */
    public Candidate of(Mirror mirror, byte[] bytes, String address) {
        return switch (READER.read(bytes, address)) {
            case ReadOutcome.Refused refused -> new Candidate.Unreadable(ReadPackages.lines(refused.findings()));
            case ReadOutcome.Read read -> {
                CFPackage pkg = read.pkg();
                FrameworkId id = new FrameworkId(pkg.document().identifier());
                Optional<String> conflict = looks.conflict(mirror, id);
                boolean own = frameworks
                        .find(id)
                        .filter(here -> here.owner().equals(mirror.owner()))
                        .isPresent();
                yield new Candidate.Readable(
                        pkg.document().title(),
                        pkg.document().creator(),
                        pkg.items().size(),
                        pkg.associations().size(),
                        Licence.of(pkg),
                        conflict.orElse(""),
                        own && conflict.isPresent() && !looks.isMirrored(id),
                        ReadPackages.lines(read.findings()));
            }
        };
    }
}
