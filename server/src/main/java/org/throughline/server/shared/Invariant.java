package org.throughline.server.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Something that must hold of what is stored, whatever happened before. Each room brings its own; {@code ./throughline fsck} asks them all. */
public interface Invariant {

    /** Its stable name, for instance {@code I6}; several rooms may each check a part of one. */
    String id();

    /** What must hold, in a sentence. */
    String title();

    /** Looks whether it holds, in a transaction that sees one moment of the database and may read everything. */
    Found check();

    /** An invariant whose check stands elsewhere. */
    static Invariant of(String id, String title, Supplier<Found> check) {
        return new Invariant() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public Found check() {
                return check.get();
            }
        };
    }

    /**
     * What was found.
     *
     * @param checked how many things were looked at
     * @param findings what does not hold, a sentence each; none where all is well
     */
    record Found(long checked, List<String> findings) {
        private static final int MOST = 100;

        public Found {
            if (findings.size() > MOST) {
                List<String> first = new ArrayList<>(findings.subList(0, MOST));
                first.add("and %d more".formatted(findings.size() - MOST));
                findings = first;
            }
            findings = List.copyOf(findings);
        }
    }
}
