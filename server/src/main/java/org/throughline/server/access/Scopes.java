package org.throughline.server.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a program may be allowed to do: the wire's words, and ours for the person who is asked. */
public enum Scopes {
    PROFILE_READ("profile.read", "Know who you are here: your name and your organizations", true, true),
    ORGANIZATION_READ("organization.read", "Read what your organization says about itself", true, true),
    LOG_READ("log.read", "Read the log of what was done for your organization", true, true),
    WEBHOOKS_READ("webhooks.read", "See your organization's webhooks and their deliveries", true, true),
    WEBHOOKS_MANAGE("webhooks.manage", "Make, test and remove your organization's webhooks", true, true),
    FRAMEWORKS_READ(
            "https://purl.imsglobal.org/spec/case/v1p1/scope/core.readonly",
            "Read your organization's frameworks, also those that are not published",
            true,
            true),
    CREDENTIAL_READ(
            "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly",
            "Read the credentials in your record",
            false,
            true),
    CREDENTIAL_UPSERT(
            "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert",
            "Add credentials to your record",
            false,
            true),
    PROFILE_READONLY(
            "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly",
            "Read your profile: your name and e-mail address",
            false,
            true),
    PROFILE_UPDATE("https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update", "Change your name", false, true),
    OFFLINE_ACCESS("offline_access", "Go on doing so while you are away, until you take it back", false, false);

    private final String wire;
    private final String words;
    private final boolean forOrganizations;
    private final boolean forKeys;

    Scopes(String wire, String words, boolean forOrganizations, boolean forKeys) {
        this.wire = wire;
        this.words = words;
        this.forOrganizations = forOrganizations;
        this.forKeys = forKeys;
    }

    /** As it stands in tokens. */
    public String wire() {
        return wire;
    }

    /** As the person reads it. */
    public String words() {
        return words;
    }

    public static Optional<Scopes> of(String wire) {
        return Arrays.stream(values()).filter(scope -> scope.wire.equals(wire)).findFirst();
    }

    /** What a client may do in its organization's own name (client credentials). */
    public static List<Scopes> forOrganizations() {
        return Arrays.stream(values()).filter(scope -> scope.forOrganizations).toList();
    }

    /** What a personal key may be good for. */
    public static List<Scopes> forKeys() {
        return Arrays.stream(values()).filter(scope -> scope.forKeys).toList();
    }

    /** Those of the wanted words that we know, in our order. */
    public static Set<String> known(Collection<String> wanted) {
        return Arrays.stream(values())
                .map(Scopes::wire)
                .filter(wanted::contains)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
