package org.throughline.server.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.issuing.College;
import org.throughline.server.partnerships.Cohort;

/**
 * A test against the whole server on a free port, with a real PostgreSQL that all tests of this JVM share: make what you
 * need under names of your own, and expect others' rows beside yours.
 *
 * <p>What the test does itself reaches everything in the database ({@link HouseReach}); what it asks over HTTP reaches as far as whoever asks.
 *
 * <p>A request that leaves more than one entry in the log fails the test that made it ({@link OneLeafEach}).
 *
 * <p>Ask for {@link RunningServer}, what sets a scene ({@link Stage}, {@link Cohort}, {@link College}), what was said inside ({@link Heard}),
 * or any bean in the test's constructor. All stand in one context: one server and one pool of connections for nearly all tests of a JVM.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import({RunningServer.class, Stage.class, Cohort.class, College.class, Heard.class})
@ExtendWith({HouseReach.class, OneLeafEach.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
public @interface ServerTest {}
