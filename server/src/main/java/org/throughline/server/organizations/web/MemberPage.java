package org.throughline.server.organizations.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** One member's roles, for an owner to change. */
public record MemberPage(
        String slug,
        String organization,
        String person,
        String name,
        boolean self,
        List<Option> roles,
        Set<String> chosen,
        @Nullable String error) {
    public MemberPage {
        roles = List.copyOf(roles);
        chosen = Set.copyOf(chosen);
    }
}
