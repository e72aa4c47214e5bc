package org.throughline.server.mail;

/** Where the postman brings letters: to an SMTP server, or nowhere in the demo. */
interface Transport {

    /** Brings one letter. */
    Outcome bring(OutgoingLetter letter);

    /** What came of it. */
    enum Outcome {
        /** The next server has it. */
        SENT,
        /** It stays here. */
        KEPT,
        /** Not now: try again later. */
        LATER,
        /** Never: the address or the letter was refused for good. */
        REFUSED
    }
}
