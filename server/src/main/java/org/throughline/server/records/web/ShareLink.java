package org.throughline.server.records.web;

import jakarta.servlet.http.HttpServletRequest;
import org.throughline.server.records.Shares;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
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

    /** Refuses a secret that came in the address, where logs would keep it: {@code Problem TOKEN_IN_URL}. */
    static void demandBody(HttpServletRequest request) {
        if (isInAnAddress(request)) {
            throw new Problem(
                    ProblemType.TOKEN_IN_URL,
                    "The key of a shared link came as a part of the address. It belongs in the body of the request. Ask for a new link: this one may be known to others now.");
        }
    }

    private static boolean isInAnAddress(HttpServletRequest request) {
        return request.getQueryString() != null;
    }

    /** The secret in what somebody pasted: the whole link or only its end. */
    static String secret(String pasted) {
        String text = pasted.strip();
        return text.substring(text.lastIndexOf('#') + 1);
    }
}
