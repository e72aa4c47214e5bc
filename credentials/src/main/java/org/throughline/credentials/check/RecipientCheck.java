package org.throughline.credentials.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.model.IdentityObject;

/** Is it this person's? Asked only where the verifier says whom they mean. */
public final class RecipientCheck implements Check {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");
    private static final String EMAIL = "emailAddress";

    @Override
    public String id() {
        return "recipient";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 section 9.3 Verify the Recipient; Open Badges 2.0 IdentityObject";
    }

    @Override
    public CheckResult examine(Examination examination) {
        Set<String> known = examination.surroundings().recipients();
        if (known.isEmpty()) {
            return notApplicable("Nobody was named whose it should be");
        }
        switch (examination.type()) {
            case PRESENTATION -> {
                return shown(examination);
            }
            case ENDORSEMENT, STATUS_LIST, OTHER, ENVELOPED -> {
                return notApplicable("It is about no person");
            }
            default -> {
                // everything else may be somebody's
            }
        }
        ClaimedCredential claimed = examination.claimed();
        boolean comparable = false;
        for (String identifier : known) {
            if (isAbout(claimed, identifier)) {
                return passed("It is about the person who was named, " + identifier);
            }
            comparable |= isComparable(claimed, identifier);
        }
        return comparable
                ? failed("It is about somebody else than who was named", "/credentialSubject")
                : undetermined(
                        "It names its person in a way that cannot be compared with what was given",
                        "/credentialSubject");
    }

    /** What is shown to somebody who asks for a person's credentials must be that person's, all of it; each answers for itself. */
    private CheckResult shown(Examination examination) {
        List<VerificationReport> children = examination.children();
        boolean open = false;
        for (int i = 0; i < children.size(); i++) {
            Outcome child = children.get(i).outcome(id());
            if (child == Outcome.FAILED) {
                return failed(
                        "One of the credentials that are shown is about somebody else than who was named",
                        examination.childrenPointer() + "/" + i);
            }
            open |= child == Outcome.UNDETERMINED;
        }
        boolean some = children.stream().anyMatch(child -> child.outcome(id()) != Outcome.NOT_APPLICABLE);
        if (!some) {
            return notApplicable("It shows nothing that is about a person");
        }
        return open
                ? undetermined(
                        "One of the credentials that are shown names its person in a way that cannot be compared with what was given",
                        examination.childrenPointer())
                : passed("All that is shown is about the person who was named");
    }

    private static boolean isAbout(ClaimedCredential claimed, String identifier) {
        if (identifier.equals(claimed.subjectId()) || ("mailto:" + identifier).equals(claimed.subjectId())) {
            return true;
        }
        String lower = identifier.toLowerCase(Locale.ROOT);
        return claimed.identifiers().stream()
                .anyMatch(i -> i.matches(identifier)
                        || i.identityType().equals(EMAIL)
                                && (i.matches(lower)
                                        || !i.hashed() && i.identityHash().equalsIgnoreCase(identifier)));
    }

    /** Whether the credential names somebody in the way in which the person was named: only then another one is somebody else. */
    private static boolean isComparable(ClaimedCredential claimed, String identifier) {
        boolean email = isEmail(identifier);
        if (!email && URI.matcher(identifier).matches() && claimed.subjectId() != null) {
            return true;
        }
        return Optional.ofNullable(claimed.subjectId())
                        .filter(id -> email && id.startsWith("mailto:"))
                        .isPresent()
                || claimed.identifiers().stream()
                        .filter(IdentityObject::isComparable)
                        .map(IdentityObject::identityType)
                        .anyMatch(t -> email == isOfEmail(t));
    }

    private static boolean isEmail(String identifier) {
        return identifier.indexOf('@') > 0 && !URI.matcher(identifier).matches();
    }

    private static boolean isOfEmail(@Nullable String identityType) {
        return EMAIL.equals(identityType);
    }
}
