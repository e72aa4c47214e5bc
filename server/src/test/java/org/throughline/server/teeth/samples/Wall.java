package org.throughline.server.teeth.samples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link WallSamples} test: every shape of method that a defence may have. */
final class Wall {
    private Wall() {}

    static boolean mayPass(String who) {
        return who.equals("friend");
    }

    static boolean mayPass(int number) {
        return number == 7;
    }

    static void demandFriend(String who) {
        if (!mayPass(who)) {
            throw new IllegalStateException("no friend");
        }
    }

    static String masked(String secret) {
        return "*".repeat(secret.length());
    }

    static Optional<String> reason(String who) {
        return mayPass(who) ? Optional.empty() : Optional.of("no friend");
    }

    static List<String> findings(String who) {
        return reason(who).stream().toList();
    }

    static Duration patience() {
        return Duration.ofSeconds(1);
    }
}
