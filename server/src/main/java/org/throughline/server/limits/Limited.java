package org.throughline.server.limits;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a route that its requests are counted. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {
    /** As what they are counted. */
    Act value();

    /** Which of them are counted. */
    Counted counted() default Counted.ALL;

    /** Which requests of a route count. */
    enum Counted {
        /** Every one: by person where somebody is signed in, by network otherwise. */
        ALL,
        /** Those that find nothing (404), by network; after too many of them the others are not answered either, since an answer would tell. */
        MISSES
    }
}
