package org.throughline.matching;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a candidate is suggested, in words for the person who decides. */
public sealed interface Reason {
    /** A plain fragment of a sentence, such as {@code shares: calibrate, relay, settings}. */
    String words();

    /** Statements in a row; the stop that ends each would look like the end of the row. */
    private static String listed(List<String> statements) {
        return statements.stream()
                .map(one -> one.strip().replaceFirst("[.\u3002\u0964]$", ""))
                .collect(Collectors.joining("; "));
    }

    /** Both statements say the same, apart from letter case and punctuation. */
    record SameText() implements Reason {
        @Override
        public String words() {
            return "says the same, word for word";
        }
    }

    /**
     * Both statements use these words, or forms of them.
     *
     * @param terms as the statement asked about spells them, rarest first
     */
    record SharedTerms(List<String> terms) implements Reason {
        /** Keeps its own copy of the list. */
        public SharedTerms {
            terms = List.copyOf(terms);
        }

        @Override
        public String words() {
            return "shares: " + String.join(", ", terms);
        }
    }

    /**
     * Words of one statement stand in what the other belongs to, or in what both belong to.
     *
     * @param terms as the statement asked about, or its parent, spells them, rarest first
     */
    record ParentTerms(List<String> terms) implements Reason {
        /** Keeps its own copy of the list. */
        public ParentTerms {
            terms = List.copyOf(terms);
        }

        @Override
        public String words() {
            return "belongs to the same area: " + String.join(", ", terms);
        }
    }

    /**
     * The spelling is alike, word boundaries aside.
     *
     * @param share in [0, 1]: cosine of the statements' character sequences
     */
    record SimilarWording(double share) implements Reason {
        @Override
        public String words() {
            return String.format(Locale.ROOT, "similar wording (%.0f %%)", 100 * share);
        }
    }

    /**
     * The words differ, but stand in the same company elsewhere in these frameworks.
     *
     * @param share in [0, 1]: cosine in the latent space of the frameworks' own words
     */
    record SameCompany(double share) implements Reason {
        @Override
        public String words() {
            return "speaks of things that these frameworks name together";
        }
    }

    /**
     * People accepted the candidate for statements like the one asked about.
     *
     * @param statements their texts, most alike first
     */
    record AcceptedForSimilar(List<String> statements) implements Reason {
        /** Keeps its own copy of the list. */
        public AcceptedForSimilar {
            statements = List.copyOf(statements);
        }

        @Override
        public String words() {
            return "people accepted it for: " + listed(statements);
        }
    }

    /**
     * Other statements like the one asked about point to the same candidate.
     *
     * @param statements their texts, most telling first
     */
    record KindredStatements(List<String> statements) implements Reason {
        /** Keeps its own copy of the list. */
        public KindredStatements {
            statements = List.copyOf(statements);
        }

        @Override
        public String words() {
            return "similar statements point here too: " + listed(statements);
        }
    }

    /**
     * Where the wording spoke as it does here, people mostly chose another relation than it speaks for.
     *
     * @param times how often they chose it
     * @param of how many such pairs they decided
     */
    record CalledByPeople(SuggestedRelation relation, int times, int of) implements Reason {
        @Override
        public String words() {
            return words(relation.words());
        }

        /** The same where the relation goes by another name. */
        public String words(String name) {
            return "people called such pairs “%s” in %d of %d cases".formatted(name, times, of);
        }
    }
}
