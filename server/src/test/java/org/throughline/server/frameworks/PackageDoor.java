package org.throughline.server.frameworks;

import org.throughline.server.outbound.StrangerDoor;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** An editor imports a CASE package from an address. */
public final class PackageDoor implements StrangerDoor {
    private final FrameworkImport imports;

    PackageDoor(FrameworkImport imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return "CASE package by address";
    }

    @Override
    public String ask(String address) {
        try {
            imports.fetch(address);
            return "it was fetched";
        } catch (Problem problem) {
            return problem.type() == ProblemType.URL_NOT_ALLOWED
                    ? StrangerDoor.judged(String.valueOf(problem.getMessage()))
                    : "the answer is " + problem;
        }
    }
}
