package org.throughline.server.organizations;

import java.util.Hashtable;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A TXT record {@code _throughline.<domain>}, asked of the machine's own name servers, or of the one that the operator names ({@code
 * throughline.domains.name-server=HOST[:PORT]}), where the machine's own know names that the world does not.
 */
@Component
class DnsProof implements DomainProof {
    private final String nameServer;

    DnsProof(@Value("${throughline.domains.name-server:}") String nameServer) {
        if (!nameServer.matches("([A-Za-z0-9.-]+(:[0-9]{1,5})?)?")) {
            throw new IllegalArgumentException("A name server is named as HOST or HOST:PORT, not " + nameServer);
        }
        this.nameServer = nameServer.isEmpty() ? "" : "//" + nameServer;
    }

    @Override
    public String way() {
        return "dns";
    }

    @Override
    @SuppressWarnings("BanJNDI") // the DNS provider alone, which reads text and makes no objects of it
    public boolean shows(String domain, String token) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext names = new InitialDirContext(settings);
            try {
                Attribute texts = names.getAttributes(
                                "dns:" + nameServer + "/_throughline." + domain, new String[] {"TXT"})
                        .get("TXT");
                return texts != null && holds(texts.getAll(), token);
            } finally {
                names.close();
            }
        } catch (NamingException e) {
            return false; // no such name, no answer: nothing is shown
        }
    }

    private static boolean holds(NamingEnumeration<?> texts, String token) throws NamingException {
        while (texts.hasMore()) {
            String text = String.valueOf(texts.next()).replace("\"", "").strip();
            if (text.equals(token)) {
                return true;
            }
        }
        return false;
    }
}
