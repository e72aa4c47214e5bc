package org.throughline.server.organizations;

import org.throughline.server.outbound.StrangerDoor;

/** An owner names a domain, whose website is to hold a file. */
public final class DomainFileDoor implements StrangerDoor {
    private final FileProof proof;

    DomainFileDoor(FileProof proof) {
        this.proof = proof;
    }

    @Override
    public String name() {
        return "domain's file";
    }

    @Override
    public String ask(String address) {
        String domain = address.replaceFirst("^[a-z]+:(//)?|^//", "").replaceFirst("[/?#].*", "");
        return proof.shows(domain, "canary-body-that-nobody-may-read") ? "it counted as a proof" : "";
    }
}
