package org.throughline.server.frameworks;

import org.jspecify.annotations.Nullable;

/**
 * How far the writing of a framework has come, told to whoever waits for it. Whoever waits binds {@link #LISTENER}; for all others nothing is
 * told. A listener may end the work by an exception: then nothing was written.
 */
@FunctionalInterface
interface ImportProgress {
    ScopedValue<ImportProgress> LISTENER = ScopedValue.newInstance();

    /**
     * One step further.
     *
     * @param sentence what is done now
     * @param share how much of it is done; null where that is not known
     */
    void at(String sentence, PendingImports.@Nullable Share share);

    static void tell(String sentence) {
        if (LISTENER.isBound()) {
            LISTENER.get().at(sentence, null);
        }
    }

    static void tell(String sentence, PendingImports.Share share) {
        if (LISTENER.isBound()) {
            LISTENER.get().at(sentence, share);
        }
    }
}
