package org.throughline.server.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Letters by SMTP. The message's id is made of the letter's, so that a letter that was brought twice (a server died between bringing and
 * noting it) is recognised by the mailbox.
 */
final class SmtpTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(SmtpTransport.class.getName());
    private static final String WAIT_MILLIS = "10000";

    private final MailSettings settings;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    SmtpTransport(MailSettings settings) {
        this.settings = settings;
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        if (settings.user() != null) {
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        Properties properties = new Properties();
        boolean tls = settings.security().equals("tls");
        boolean startTls = settings.security().equals("starttls");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.connectiontimeout", WAIT_MILLIS);
        properties.setProperty("mail.smtp.timeout", WAIT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", WAIT_MILLIS);
        sender.setJavaMailProperties(properties);
    }

    @Override
    public Outcome bring(OutgoingLetter letter) {
        try {
            sender.send(message(letter));
            return Outcome.SENT;
        } catch (AddressException e) {
            return Outcome.REFUSED;
        } catch (RuntimeException | MessagingException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A letter could not be brought: {0}",
                    e.getClass().getSimpleName());
            return refusedForGood(e) ? Outcome.REFUSED : Outcome.LATER;
        }
    }

    private MimeMessage message(OutgoingLetter outgoing) throws MessagingException {
        Letter letter = outgoing.letter();
        MimeMessage message = new MimeMessage(sender.getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + outgoing.id() + "@" + domain() + ">");
            }
        };
        message.setFrom(new InternetAddress(settings.from(), false));
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(letter.to(), true)});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(outgoing.writtenAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(LetterHtml.of(letter), "text/html; charset=utf-8");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    private String domain() {
        return settings.from().replaceAll("^.*@|[<>\\s]", "");
    }

    /** The mail server called the address invalid (RFC 5321 section 4.2.1: 5yz); everything else may be better later. */
    private static boolean refusedForGood(Throwable failure) {
        if (failure instanceof MailSendException several) {
            return several.getFailedMessages().values().stream().anyMatch(SmtpTransport::refusedForGood);
        }
        Address[] invalid = failure instanceof SendFailedException refused ? refused.getInvalidAddresses() : null;
        return invalid != null && invalid.length > 0;
    }
}
