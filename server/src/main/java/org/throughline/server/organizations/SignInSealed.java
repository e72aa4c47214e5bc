package org.throughline.server.organizations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The secrets of sign-in that are kept sealed, opened for whoever looks whether one lies about. Ask with the house's reach. */
@Component
public class SignInSealed {
    private final SecondSteps secondSteps;
    private final InstitutionSignIns institutions;

    SignInSealed(SecondSteps secondSteps, InstitutionSignIns institutions) {
        this.secondSteps = secondSteps;
        this.institutions = institutions;
    }

    /** Secrets of second steps, and what institutions' providers know us by. */
    public List<byte[]> opened() {
        List<byte[]> all = new ArrayList<>(secondSteps.secrets());
        institutions.secrets().forEach(secret -> all.add(secret.getBytes(StandardCharsets.UTF_8)));
        return all;
    }
}
