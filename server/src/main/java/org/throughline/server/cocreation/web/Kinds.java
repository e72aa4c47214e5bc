package org.throughline.server.cocreation.web;

import java.util.Locale;
import org.throughline.server.face.Numbers;

/** What rests on a statement, in words. */
final class Kinds {
    private Kinds() {}

    static String one(String kind) {
        return switch (kind) {
            case "achievement" -> "Achievement";
            case "alignment" -> "Crosswalk";
            case "talent-need" -> "Talent need";
            default ->
                kind.substring(0, 1).toUpperCase(Locale.ROOT)
                        + kind.substring(1).replace('-', ' ');
        };
    }

    static String count(String kind, long number) {
        return switch (kind) {
            case "achievement" -> Numbers.count(number, "achievement", "achievements");
            case "alignment" -> Numbers.count(number, "crosswalk", "crosswalks");
            case "talent-need" -> Numbers.count(number, "talent need", "talent needs");
            default -> Numbers.count(number) + " " + kind.replace('-', ' ');
        };
    }
}
