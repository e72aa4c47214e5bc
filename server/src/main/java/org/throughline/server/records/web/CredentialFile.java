package org.throughline.server.records.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.throughline.credentials.jose.CredentialToken;

/** The forms in which a credential leaves as a file (Open Badges 3.0, section 5.3; Securing Verifiable Credentials using JOSE and COSE, section 6). */
enum CredentialFile {
    JSON(".json", "application/vc+ld+json"),
    /** A signed token, in its compact form. */
    TOKEN(".jwt", "application/vc+jwt");

    private final String extension;
    private final MediaType mediaType;

    CredentialFile(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = MediaType.parseMediaType(mediaType);
    }

    /** The form that a kept document has. */
    static CredentialFile of(byte[] document) {
        return CredentialToken.isOne(new String(document, StandardCharsets.UTF_8).strip()) ? TOKEN : JSON;
    }

    String extension() {
        return extension;
    }

    MediaType mediaType() {
        return mediaType;
    }
}
