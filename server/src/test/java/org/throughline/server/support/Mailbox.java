package org.throughline.server.support;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people would have got by mail: the letters of the outbox, which nobody carries in tests. */
public final class Mailbox {
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    private final RunningServer server;

    public Mailbox(RunningServer server) {
        this.server = server;
    }

    /** The texts of the letters to an address, the newest first. */
    public List<String> to(String email) {
        return server.sql()
                .sql("SELECT text FROM mail.outgoing WHERE lower(recipient) = lower(:to) ORDER BY written_at DESC")
                .param("to", email)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** The path of the link in the newest letter to an address, for which it waits up to ten seconds. */
    public String link(String email) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            List<String> letters = to(email);
            if (!letters.isEmpty()) {
                Matcher link = LINK.matcher(letters.getFirst());
                if (link.find()) {
                    return link.group(1);
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no letter with a link came to " + email);
    }
}
