package org.throughline.credentials.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.context.ApprovedContexts;

/**
 * How much of one verification's documents is read again under older contents of their contexts, because a signature did not fit the newest. What helped is
 * tried first the next time and costs nothing: of a record's badges those of one time were signed under the same contents.
 */
public final class Rereading {

    /** How many characters may be read again in vain before we give up. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private Map<String, String> helped = Map.of();
    private int spent;

    /** The views in the order in which they are tried. */
    List<ApprovedContexts> inOrder(List<ApprovedContexts> views) {
        List<ApprovedContexts> ordered = new ArrayList<>(views);
        views.stream().filter(view -> view.chosen().equals(helped)).forEach(view -> {
            ordered.remove(view);
            ordered.addFirst(view);
        });
        return ordered;
    }

    /** Whether a document of so many characters may be read once more. */
    boolean allows(int characters) {
        return spent <= MAX_CHARACTERS - characters;
    }

    /** It was read again, in vain. */
    void inVain(int characters) {
        spent += characters;
    }

    /** It was read again, and the signature fits. */
    void helped(ApprovedContexts view) {
        helped = view.chosen();
    }
}
