package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from a {@code User-Agent} which kind of program it is, no more: enough to recognise one's own. */
final class Devices {
    /** Those that name others too stand first. */
    private static final List<String> PROGRAMS =
            List.of("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari", "curl");

    private static final List<String> SYSTEMS =
            List.of("iPhone", "iPad", "Android", "Windows", "Mac OS X", "CrOS", "Linux");

    private Devices() {}

    /** Such as "Firefox on Linux". */
    static String words(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "A program that does not say what it is";
        }
        String program = PROGRAMS.stream()
                .filter(userAgent::contains)
                .findFirst()
                .map(Devices::program)
                .orElse("Another program");
        return SYSTEMS.stream()
                .filter(userAgent::contains)
                .findFirst()
                .map(system -> program + " on " + system(system))
                .orElse(program);
    }

    private static String program(String sign) {
        return switch (sign) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            case "SamsungBrowser" -> "Samsung Internet";
            case "FxiOS" -> "Firefox";
            case "CriOS" -> "Chrome";
            default -> sign;
        };
    }

    private static String system(String sign) {
        return switch (sign) {
            case "Mac OS X" -> "macOS";
            case "CrOS" -> "ChromeOS";
            default -> sign;
        };
    }
}
