package org.throughline.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class PostmanIT {
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
    private final String to = UUID.randomUUID() + "@example.org";
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final RunningServer server;

    PostmanIT(Outbox outbox, TransactionTemplate transactions, RunningServer server) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.server = server;
        // letters of other tests are not this one's
        server.sql().sql("DELETE FROM mail.outgoing").update();
    }

    @BeforeEach
    void start() {
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void bringsALetterAsTextAndAsHtmlAndForgetsWhatItSaid() throws Exception {
        leave("Grüße <b>", "Open this:\n\nhttp://localhost/sign-in/link/secret\n\nIt is yours & only yours.");

        postman(mailServer.getSmtp().getPort()).round();

        MimeMessage message = mailServer.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Grüße <b>");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat((String) parts.getBodyPart(0).getContent()).contains("http://localhost/sign-in/link/secret");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<a href=\"http://localhost/sign-in/link/secret\">", "yours &amp; only", "Grüße &lt;b&gt;");
        assertThat(state()).isEqualTo("SENT");
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM mail.outgoing o WHERE o::text LIKE '%secret%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void leavesNoLetterOfAnActThatWasTakenBack() {
        transactions.executeWithoutResult(status -> {
            outbox.leave(new Letter(to, "Taken back", "Nothing"));
            status.setRollbackOnly();
        });
        postman(mailServer.getSmtp().getPort()).round();

        assertThat(mailServer.getReceivedMessages()).isEmpty();
        assertThatThrownBy(() -> outbox.leave(new Letter(to, "Outside", "of any act")))
                .hasMessageContaining("transaction");
    }

    @Test
    void bringsEachLetterOnceAlsoWithManyPostmen() throws Exception {
        for (int i = 0; i < 20; i++) {
            leave("Letter " + i, "Text");
        }
        try (ExecutorService servers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                servers.execute(() -> postman(mailServer.getSmtp().getPort()).round());
            }
        }
        assertThat(mailServer.getReceivedMessages()).hasSize(20);
    }

    @Test
    void keepsALetterThatCouldNotBeBroughtAndTriesLater() {
        leave("Later", "Text");
        int nobodyThere = mailServer.getSmtp().getPort();
        mailServer.stop();

        postman(nobodyThere).round();

        assertThat(state()).isEqualTo("WAITING");
        assertThat(server.sql()
                        .sql("SELECT next_try_at > now() AND failure IS NOT NULL FROM mail.outgoing")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void letsLettersWaitWhereNobodyCarriesThem() {
        leave("Waits", "Text");
        new Postman(outbox, settings("", 0), Clock.systemUTC()).round();
        assertThat(state()).isEqualTo("WAITING");
    }

    @Test
    void tellsNoPasswordAndNoTextWhenItIsPrinted() {
        assertThat(settings("smtp.example.org", 587).toString()).doesNotContain("hush");
        assertThat(new Letter(to, "About", "a secret link").toString()).doesNotContain("secret");
    }

    private void leave(String subject, String text) {
        transactions.executeWithoutResult(status -> outbox.leave(new Letter(to, subject, text)));
    }

    private String state() {
        return server.sql()
                .sql("SELECT state FROM mail.outgoing WHERE recipient = :to")
                .param("to", to)
                .query(String.class)
                .single();
    }

    private Postman postman(int port) {
        return new Postman(outbox, settings("127.0.0.1", port), Clock.systemUTC());
    }

    private static MailSettings settings(String host, int port) {
        return new MailSettings(host, port, null, "hush", "skills@example.org", "none", false);
    }
}
