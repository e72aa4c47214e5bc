package org.throughline.server.teeth;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of one test method: all that it started, and how each ended.
 *
 * @param green how many tests passed
 * @param red what the assertions of the others said
 * @param trouble what stopped tests that never came to assert anything, or were skipped
 */
record Bite(int green, List<String> red, List<String> trouble) {
    Bite {
        red = List.copyOf(red);
        trouble = List.copyOf(trouble);
    }

    /** Runs the method in this JVM, so that Spring's contexts are made once. */
    static Bite of(Method test) {
        Counting counting = new Counting();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectMethod(test.getDeclaringClass(), test))
                        .build(),
                counting);
        return new Bite(counting.green, counting.red, counting.trouble);
    }

    boolean isGreen() {
        return green > 0 && red.isEmpty() && trouble.isEmpty();
    }

    /** Something asserted, and found it otherwise. Trouble of another kind proves nothing. */
    boolean isRed() {
        return !red.isEmpty() && trouble.isEmpty();
    }

    /** The first thing that was not as it should be. */
    String words() {
        return trouble.isEmpty() ? red.isEmpty() ? "" : red.getFirst() : trouble.getFirst();
    }

    private static final class Counting implements TestExecutionListener {
        private int green;
        private final List<String> red = new ArrayList<>();
        private final List<String> trouble = new ArrayList<>();

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            trouble.add("skipped: " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            switch (result.getStatus()) {
                case SUCCESSFUL -> green += test.isTest() ? 1 : 0;
                case ABORTED -> trouble.add("skipped: " + reason(result));
                case FAILED -> {
                    boolean asserted = result.getThrowable()
                            .filter(AssertionError.class::isInstance)
                            .isPresent();
                    (asserted && test.isTest() ? red : trouble).add(reason(result));
                }
            }
        }

        private static String reason(TestExecutionResult result) {
            return result.getThrowable()
                    .map(Throwable::toString)
                    .orElse("(no reason)")
                    .strip();
        }
    }
}
