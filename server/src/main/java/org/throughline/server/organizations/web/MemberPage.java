package org.throughline.server.organizations.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.organizations.RestingDuty;

/** One member's roles, for an owner to change, and what rests on them. */
public record MemberPage(
        String slug,
        String organization,
        String person,
        String name,
        boolean self,
        List<Option> roles,
        Set<String> chosen,
        List<RestingDuty> duties,
        @Nullable String error) {
    public MemberPage {
        roles = List.copyOf(roles);
        chosen = Set.copyOf(chosen);
        duties = List.copyOf(duties);
    }
}
