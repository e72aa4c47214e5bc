package org.throughline.credentials.context;

import org.jspecify.annotations.Nullable;

/**
 * The terms that are known at one place of a document: scopes upon scopes, the newest first.
 *
 * @param scope  the newest scope; null where nothing is known
 * @param below  what was known before it
 * @param outside  what is known again in the next node, when the newest scope came with a type (JSON-LD 1.1, section 4.1.8)
 */
record ActiveTerms(
        @Nullable Scope scope,
        @Nullable ActiveTerms below,
        @Nullable ActiveTerms outside) {

    static final ActiveTerms NONE = new ActiveTerms(null, null, null);

    /** With a scope that also holds further down. */
    ActiveTerms with(Scope added) {
        return new ActiveTerms(added, this, outside);
    }

    /** With a scope that holds in this node alone. */
    ActiveTerms withTypeScope(Scope added) {
        return new ActiveTerms(added, this, outside == null ? this : outside);
    }

    @Nullable
    Term term(String name) {
        for (ActiveTerms at = this; at != null; at = at.below) {
            Term term = at.scope == null ? null : at.scope.terms().get(name);
            if (term != null) {
                return term;
            }
        }
        return null;
    }

    /** Whether {@code id} and {@code type} are known here. */
    boolean knowsAliases() {
        for (ActiveTerms at = this; at != null; at = at.below) {
            if (at.scope != null && !at.scope.bare()) {
                return true;
            }
        }
        return false;
    }
}
