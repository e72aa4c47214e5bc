package org.throughline.server.partnerships.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.partnerships.Minute;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.Standings;

/** The room's terms in everyday words. */
final class Words {
    private Words() {}

    static String of(Part part) {
        return switch (part) {
            case LEAD -> "Lead";
            case EDUCATOR -> "Educator";
            case EMPLOYER -> "Employer";
            case OBSERVER -> "Observer";
        };
    }

    static String of(OrganizationKind kind) {
        return switch (kind) {
            case EDUCATOR -> "Educator";
            case EMPLOYER -> "Employer";
            case COALITION -> "Coalition";
            case AGENCY -> "Agency";
        };
    }

    static StateView of(Standings.Stage stage) {
        return switch (stage) {
            case FORMING -> StateView.unsure(stage.words());
            case WORKING -> StateView.active(stage.words());
            case BETWEEN_ROUNDS -> StateView.neutral(stage.words());
            case FINISHED -> StateView.good(stage.words());
            case CLOSED -> StateView.neutral(stage.words());
        };
    }

    static StateView of(Round.State state) {
        return switch (state) {
            case PLANNED -> StateView.neutral("Planned");
            case OPEN -> StateView.active("Open");
            case CLOSED -> StateView.good("Closed");
        };
    }

    static String of(Round.TaskKind kind) {
        return switch (kind) {
            case REVIEW_SUGGESTIONS -> "Review the suggestions of a crosswalk";
            case DECIDE_PAIRS -> "Decide the pairs of a crosswalk";
            case BRING_FRAMEWORK -> "Bring a framework";
            case CONFIRM_OUTCOMES -> "Confirm outcomes";
            case OTHER -> "Something else";
        };
    }

    static String of(Standings.OnboardingStep.Kind step) {
        return switch (step) {
            case PROFILE -> "Profile complete";
            case PEOPLE -> "People named";
            case CHARTER -> "Charter signed";
            case FRAMEWORK -> "Framework brought";
            case ROUND -> "First round joined";
        };
    }

    static String of(Minute.Kind kind) {
        return switch (kind) {
            case FOUNDED -> "Founded";
            case INVITED -> "Invited";
            case JOINED -> "Joined";
            case DECLINED -> "Declined";
            case LEFT -> "Left";
            case UNSEATED -> "Unseated";
            case WITHDRAWN -> "Invitation withdrawn";
            case PART -> "Part changed";
            case RENAMED -> "Renamed";
            case LEAD -> "Lead handed over";
            case CLOSED -> "Closed";
            case REOPENED -> "Opened again";
            case CHARTER -> "Charter";
            case SIGNED -> "Signed";
            case MILESTONE -> "Milestone";
            case SCOPE -> "Scope";
            case ROUND_OPENED -> "Round opened";
            case ROUND_CHANGED -> "Round changed";
            case ROUND_CLOSED -> "Round closed";
            case DECISION -> "Decided";
            case PARKED -> "Parked";
            case WORKSHOP -> "Workshop";
            case NOTE -> "Note";
        };
    }

    /** "1.5", "40". */
    static String hours(BigDecimal hours) {
        BigDecimal plain = hours.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    /** "12 of 40 hours". */
    static String hours(BigDecimal spent, BigDecimal planned) {
        return hours(spent) + " of " + hours(planned) + " hours";
    }

    /** The parts that somebody can be asked to take. */
    static List<Option> parts() {
        return List.of(
                Option.of(Part.EMPLOYER.name(), "Employer"),
                Option.of(Part.EDUCATOR.name(), "Educator"),
                Option.of(Part.OBSERVER.name(), "Observer, reads along"));
    }

    static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** A cell that a spreadsheet would take for a formula is marked as text. */
    static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
