package org.throughline.credentials.check;

import org.throughline.credentials.status.TokenStatusList;

/** What came of reading a status list that is a signed token. */
sealed interface ReadTokenList {

    /**
     * The list is signed, in force and readable.
     *
     * @param signer  who signed it
     * @param inTheFuture  whether it says that it was made later than now
     */
    record Usable(TokenStatusList list, String signer, boolean inTheFuture) implements ReadTokenList {}

    /**
     * There is no list to look at.
     *
     * @param message  why, as a whole sentence for people
     */
    record Unusable(String message) implements ReadTokenList {}
}
