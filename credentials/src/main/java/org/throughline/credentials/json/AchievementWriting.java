package org.throughline.credentials.json;

import static org.throughline.credentials.json.CredentialWriting.each;
import static org.throughline.credentials.json.CredentialWriting.may;
import static org.throughline.credentials.json.CredentialWriting.types;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.ResultDescription;
import org.throughline.credentials.model.RubricCriterionLevel;

/** Writes the achievement with its criteria, alignments and results. */
final class AchievementWriting {

    private AchievementWriting() {}

    static JsonObject write(Achievement achievement, List<JsonObject> endorsements) {
        JsonObjectBuilder out =
                Json.createObjectBuilder().add("id", achievement.id()).add("type", types("Achievement"));
        may(out, "achievementType", achievement.achievementType());
        out.add("name", achievement.name()).add("description", achievement.description());
        may(out, "humanCode", achievement.humanCode());
        out.add("criteria", criteria(achievement.criteria()));
        each(out, "alignment", achievement.alignment(), AchievementWriting::alignment);
        each(out, "endorsement", endorsements, endorsement -> endorsement);
        each(out, "resultDescription", achievement.resultDescription(), AchievementWriting::resultDescription);
        return out.build();
    }

    private static JsonObject criteria(Criteria criteria) {
        JsonObjectBuilder out = Json.createObjectBuilder();
        may(out, "id", criteria.id());
        may(out, "narrative", criteria.narrative());
        return out.build();
    }

    private static JsonObject alignment(Alignment alignment) {
        JsonObjectBuilder out = Json.createObjectBuilder().add("type", types("Alignment"));
        may(out, "targetCode", alignment.targetCode());
        may(out, "targetDescription", alignment.targetDescription());
        out.add("targetName", alignment.targetName());
        may(out, "targetFramework", alignment.targetFramework());
        may(out, "targetType", alignment.targetType());
        out.add("targetUrl", alignment.targetUrl());
        return out.build();
    }

    private static JsonObject resultDescription(ResultDescription description) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("id", description.id())
                .add("type", types("ResultDescription"))
                .add("name", description.name())
                .add("resultType", description.resultType());
        each(out, "allowedValue", description.allowedValue(), Json::createValue);
        may(out, "requiredLevel", description.requiredLevel());
        may(out, "requiredValue", description.requiredValue());
        may(out, "valueMin", description.valueMin());
        may(out, "valueMax", description.valueMax());
        each(out, "rubricCriterionLevel", description.rubricCriterionLevel(), AchievementWriting::level);
        return out.build();
    }

    private static JsonObject level(RubricCriterionLevel level) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("id", level.id())
                .add("type", types("RubricCriterionLevel"))
                .add("name", level.name());
        may(out, "level", level.level());
        may(out, "points", level.points());
        may(out, "description", level.description());
        each(out, "alignment", level.alignment(), AchievementWriting::alignment);
        return out.build();
    }
}
