package org.throughline.server.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who carries our letters: {@code throughline.mail.*}.
 *
 * @param host the SMTP server; empty where nobody named one, and then letters wait
 * @param security {@code starttls} (required, usual with port 587), {@code tls} (port 465) or {@code none} (a relay on this machine)
 * @param keep letters stay here and are shown in the demo
 */
@ConfigurationProperties("throughline.mail")
public record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("") String from,
        @DefaultValue("starttls") String security,
        @DefaultValue("false") boolean keep) {

    public MailSettings {
        if (!host.isBlank() && from.isBlank()) {
            throw new IllegalArgumentException("--mail-host needs --mail-from, the address that letters come from");
        }
        if (!security.matches("starttls|tls|none")) {
            throw new IllegalArgumentException("--mail-security is starttls, tls or none, not " + security);
        }
    }

    /** Whether somebody carries our letters. */
    public boolean carried() {
        return !host.isBlank();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", " + security + "]";
    }
}
