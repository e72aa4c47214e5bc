package org.throughline.credentials.check;

import java.net.URI;
import java.net.URISyntaxException;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;

/** Asks for what a document names by an address, whatever may stand there. */
final class Addresses {

    private Addresses() {}

    /** The document at an address; what follows a # is not sent. */
    static Loaded load(String url, DocumentKind kind, Surroundings surroundings) {
        int hash = url.indexOf('#');
        try {
            URI address = new URI(hash < 0 ? url : url.substring(0, hash));
            if (!address.isAbsolute()) {
                return new Loaded.Unavailable(
                        "not-an-address", "was not asked, because its address is not a whole one");
            }
            return surroundings.documents().load(address, kind);
        } catch (URISyntaxException e) {
            return new Loaded.Unavailable("not-an-address", "was not asked, because its address is malformed");
        }
    }
}
