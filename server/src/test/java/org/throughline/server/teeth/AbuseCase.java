package org.throughline.server.teeth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test of one abuse case, and how to switch its defence off. The run with teeth rewrites the named method in the running JVM so that it
 * gives {@link #answer} at once, runs the test again and demands that it fails: production code has no switch for its defences.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AbuseCase.Several.class)
@Tag("abuse")
public @interface AbuseCase {

    /** The case: {@code A1} ... {@code W4}. */
    String value();

    /** What protects, in words: {@code "attempts are counted per account and per address"}. */
    String defence();

    /** The class of the defence, by its full name: it may be private to its room. Empty with {@link #sql}. */
    String in() default "";

    /** The method of that class (every overload of it) that is rewritten. */
    String method() default "";

    /** What it then does: {@code true}, {@code false}, {@code null}, {@code nothing} (for void), {@code argument} (gives its first argument back), {@code empty} (an Optional, a collection, a text), {@code verbatim} (an escaping method writes its text as it is), {@code forever} (a time that never ends). */
    String answer() default "nothing";

    /** For a defence that stands in the database: the statements that take it away, run as the database's owner. */
    String[] sql() default {};

    /** The statements that put it back. */
    String[] sqlBack() default {};

    /** A test may prove several cases. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("abuse")
    @interface Several {
        AbuseCase[] value();
    }
}
