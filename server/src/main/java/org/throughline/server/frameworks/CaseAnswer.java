package org.throughline.server.frameworks;

import java.time.Instant;

/**
 * What a read operation of CASE answers.
 *
 * @param json strict JSON of the version that was asked for
 * @param lastChange when the texts that it is made of came to stand here; where it is made of several documents, the latest of these
 * @param dated whether it is never another without another {@code lastChange}: what is made of several documents may lose one of them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, to be sent
public record CaseAnswer(byte[] json, Instant lastChange, boolean dated) {
    /** The same said in other bytes. */
    public CaseAnswer as(byte[] other) {
        return new CaseAnswer(other, lastChange, dated);
    }
}
