package org.throughline.server.outbound;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;

/** What the verification of a credential asks for. */
class VerificationDoors {
    private record Door(String name, Asking asking) implements StrangerDoor {
        @Override
        public String ask(String address) {
            return asking.ask(address);
        }
    }

    private interface Asking {
        String ask(String address);
    }

    @Bean
    StrangerDoor issuer(CredentialVerifier verifier) {
        return new Door("issuer's did:web", address -> {
            URI uri = uri(address);
            String did = "did:web:" + address;
            if (uri != null && uri.getRawAuthority() != null) {
                String path = uri.getPath() == null ? "" : uri.getPath().replace("/", ":");
                did = "did:web:" + uri.getRawAuthority().replace(":", "%3A") + path;
            }
            return judged(verifier.verify(StrangerCredentials.signedAs(did, null)), "signer");
        });
    }

    @Bean
    StrangerDoor statusList(CredentialVerifier verifier) {
        return new Door("status list", address -> {
            byte[] document;
            try {
                document = StrangerCredentials.signed(address);
            } catch (IllegalArgumentException e) {
                return ""; // such an address cannot even stand in a credential
            }
            return judged(verifier.verify(document), "status");
        });
    }

    /** Schemas, items of frameworks, and whatever else a check may ask for one day. */
    @Bean
    StrangerDoor anyDocument(DocumentLoader documents) {
        return new Door("any document", address -> {
            URI uri = uri(address);
            if (uri == null) {
                return "";
            }
            DocumentKind kind = DocumentKind.values()[Math.floorMod(address.hashCode(), DocumentKind.values().length)];
            return documents.load(uri, kind) instanceof Loaded.Unavailable(String code, String message)
                    ? StrangerDoor.judged(message)
                    : "it was fetched as " + kind;
        });
    }

    private static String judged(VerificationReport report, String check) {
        if (report.verdict() == Verdict.VALID || report.outcome(check) == Outcome.PASSED) {
            return "the verdict is " + report.verdict();
        }
        return StrangerDoor.judged(report.checks().toString());
    }

    private static @Nullable URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
