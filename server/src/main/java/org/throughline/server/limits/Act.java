package org.throughline.server.limits;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is counted, and how often it may be done unless the operator says otherwise ({@code throughline.limits.<name>}, {@code serve --limit}).
 * The table stands in {@code docs/guides/limits.md} as well. Where nothing else is said, a signed-in person is counted by who they are and
 * everybody else by their network.
 */
public enum Act {
    /** Sign-in with a password: one account from one network, or from one device that the account knows. */
    SIGN_IN("sign-in", "10/1m", "More sign-ins were tried than we take."),
    /** Sign-ins that fail, and letters that are asked for, from one network whatever the account. Devices that an account knows are not counted. */
    SIGN_IN_FAILURES("sign-in-failures", "60/1m", "More sign-ins failed from your network than we take."),
    /** Sign-ins that fail at one account, from wherever, but for devices that the account knows. */
    SIGN_IN_ELSEWHERE(
            "sign-in-elsewhere",
            "100/1h",
            "More sign-ins failed at this account than we take from devices that it does not know. "
                    + "A device that signed in before still can, and so can a mailed link."),
    /** A code at the second step, a new password, a first code of a new program for codes. */
    SECRET("secret", "10/1m", "More codes were tried than we take."),
    /** Whatever sends a letter to an address that somebody types. */
    LETTERS("letters", "10/1m", "More letters were asked for than we send."),
    /** One-time links and invitations that open nothing. */
    LINK_MISSES("link-misses", "10/1m", "More links that open nothing were tried than we take."),
    /** Share links that open nothing. */
    SHARE_MISSES("share-misses", "10/1m", "More links that open nothing were tried than we take."),
    /** Codes of workshops that are not on. */
    CODE_MISSES("code-misses", "30/1m", "More codes were tried than we take."),
    /** Joining a workshop and voting in it without an account. */
    WORKSHOP("workshop", "300/1m", "More came from your network at once than we take."),
    /** Ways to an institution's own provider, which we ask for each. */
    INSTITUTION("institution", "300/1m", "More came from your network at once than we take."),
    /** Credentials to be verified. */
    VERIFY("verify", "60/1m", "More credentials were brought than we verify."),
    /** Proposals, opinions and comments on frameworks that people shape together. */
    SPEAK("speak", "120/1m", "More was proposed and said than others can read."),
    /** Searching for people who meet a need, and counting them. */
    SEARCH("search", "30/1m", "More searches for people were made than we answer."),
    /** Files that are read in: frameworks, rosters, organizations. */
    IMPORT("import", "60/1h", "More files were brought than we read."),
    /** Whole organizations written out. */
    EXPORT("export", "10/1h", "More exports were asked for than we make."),
    /** Requests that we make to an address that somebody named, at their bidding. */
    FETCH("fetch", "30/1m", "More addresses were to be asked than we ask."),
    /** Tokens for one program from one network. */
    TOKEN("token", "60/1m", "More tokens were asked for than we give."),
    /** Programs that could not prove which one they are, from one network. */
    TOKEN_FAILURES(
            "token-failures", "60/1m", "More programs failed to prove themselves from your network than we take."),
    /** Programs that register themselves, from one network. */
    REGISTER("register", "10/1h", "More programs registered themselves from your network than we take.");

    private final String name;
    private final Allowance usual;
    private final String words;

    Act(String name, String usual, String words) {
        this.name = name;
        this.usual = Allowance.parse(usual);
        this.words = words;
    }

    /** The act by the name that operators use; empty for one that nobody knows. */
    public static Optional<Act> named(String name) {
        return Arrays.stream(values()).filter(act -> act.name.equals(name)).findFirst();
    }

    /** The names of all, in the order of the table. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Act::code).toList();
    }

    /** The name that operators use, in kebab case. */
    public String code() {
        return name;
    }

    /** How often it may be done unless the operator says otherwise. */
    public Allowance usual() {
        return usual;
    }

    /** What is told to whoever did it too often. */
    String words() {
        return words;
    }
}
