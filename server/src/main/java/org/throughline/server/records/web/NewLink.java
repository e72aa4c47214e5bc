package org.throughline.server.records.web;

import org.throughline.server.face.QrCode;

/** A link just made, shown this once. */
public record NewLink(String href, QrCode qr) {
    static NewLink of(String href) {
        return new NewLink(href, QrCode.of(href));
    }
}
