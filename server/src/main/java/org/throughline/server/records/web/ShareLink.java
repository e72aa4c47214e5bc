package org.throughline.server.records.web;

import org.throughline.server.records.Shares;
import org.throughline.server.shared.PublicAddress;

/**
 * The link of a share: {@code https://host/s#secret}. What stands behind the {@code #} stays in the browser; it reaches the server in the body of a
 * request and so is in no address, no log of a proxy and no Referer.
 */
final class ShareLink {
    private ShareLink() {}

    static String of(PublicAddress address, String secret) {
        return address.url(Shares.BEFORE_THE_SECRET + secret);
    }

    /** The secret in what somebody pasted: the whole link or only its end. */
    static String secret(String pasted) {
        String text = pasted.strip();
        return text.substring(text.lastIndexOf('#') + 1);
    }
}
