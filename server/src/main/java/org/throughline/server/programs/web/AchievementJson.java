package org.throughline.server.programs.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.databind.json.JsonMapper;

/** Writes an achievement's definition as Open Badges 3.0 JSON-LD (specification, classes Achievement, Alignment and Profile). */
@Component
class AchievementJson {
    private static final List<String> CONTEXT = List.of(
            "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Frameworks frameworks;
    private final Organizations organizations;
    private final PublicAddress address;

    AchievementJson(Frameworks frameworks, Organizations organizations, PublicAddress address) {
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.address = address;
    }

    Map<String, Object> of(AchievementDefinition achievement, List<String> endorsements) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@context", CONTEXT);
        body.put("id", achievement.uri());
        body.put("type", List.of("Achievement"));
        body.put("achievementType", achievement.achievementType());
        body.put("name", achievement.name());
        body.put("description", achievement.description());
        body.put("criteria", Map.of("narrative", achievement.criteria()));
        put(body, "humanCode", achievement.humanCode());
        organizations.find(achievement.organization()).ifPresent(owner -> body.put("creator", profile(owner)));
        Map<ItemUri, FrameworkItem> known = frameworks.items(achievement.alignment());
        if (!achievement.alignment().isEmpty()) {
            body.put(
                    "alignment",
                    achievement.alignment().stream()
                            .map(uri -> alignment(uri, known.get(uri)))
                            .toList());
        }
        if (!endorsements.isEmpty()) {
            body.put("endorsement", endorsements.stream().map(JSON::readTree).toList());
        }
        return body;
    }

    private Map<String, Object> profile(Organization owner) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("id", address.url("/o/" + owner.slug()));
        profile.put("type", List.of("Profile"));
        profile.put("name", owner.name());
        put(profile, "url", owner.url());
        return profile;
    }

    private static Map<String, Object> alignment(ItemUri uri, @Nullable FrameworkItem item) {
        Map<String, Object> alignment = new LinkedHashMap<>();
        alignment.put("type", List.of("Alignment"));
        alignment.put("targetType", "CFItem");
        alignment.put("targetUrl", uri.value());
        alignment.put("targetName", item == null ? uri.value() : item.statement());
        if (item != null) {
            put(alignment, "targetCode", item.code());
            alignment.put("targetFramework", item.frameworkTitle());
        }
        return alignment;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            body.put(name, value);
        }
    }
}
