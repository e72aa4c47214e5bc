package org.throughline.credentials.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;
import tools.jackson.core.JacksonException;

/**
 * Compares a document with a JSON Schema of 2019-09 or 2020-12 (1EdTech Verifiable Credentials Schema 1.0; Verifiable Credentials JSON Schema
 * Specification). A schema is a program of strangers: it refers to nothing outside of itself, has a size, and has a time. One that runs over
 * its time is left alone to end, and while a few of those do, no other is begun.
 */
public final class CredentialSchema {

    /** The most characters of a schema. */
    public static final int MAX_CHARACTERS = 512 * 1024;

    private static final long MAX_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int AT_A_TIME = 8;
    private static final long STACK = 1 << 20;
    private static final Semaphore PLACES = new Semaphore(AT_A_TIME);

    private CredentialSchema() {}

    /**
     * Compares.
     *
     * @param schema  the schema as JSON text
     * @param document  the document as JSON text
     */
    public static SchemaOutcome compare(String schema, String document) {
        if (schema.length() > MAX_CHARACTERS) {
            return new SchemaOutcome.Unusable("it has more than " + MAX_CHARACTERS + " characters");
        }
        if (!(StrictJson.parse(schema) instanceof Parsed.Tree tree)) {
            return new SchemaOutcome.Unusable("what stands there is no JSON object");
        }
        String dialect = Tree.text(tree.object(), "$schema").orElse(SpecificationVersion.DRAFT_2020_12.getDialectId());
        Optional<SpecificationVersion> version = SpecificationVersion.fromDialectId(dialect);
        if (version.isEmpty()) {
            return new SchemaOutcome.Unusable("it is written in \"" + dialect + "\", which is not known here");
        }
        if (!PLACES.tryAcquire()) {
            return new SchemaOutcome.Unusable("other schemas are taking too long");
        }
        return bounded(schema, document, version.get());
    }

    private static SchemaOutcome bounded(String schema, String document, SpecificationVersion version) {
        Ready.yes();
        AtomicReference<SchemaOutcome> outcome = new AtomicReference<>(
                new SchemaOutcome.Unusable("the comparison would take more than " + MAX_MILLIS + " milliseconds"));
        CountDownLatch done = new CountDownLatch(1);
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        outcome.set(compare(schema, document, version));
                    } finally {
                        PLACES.release();
                        done.countDown();
                    }
                },
                "schema",
                STACK);
        thread.setDaemon(true);
        thread.start();
        if (!isDone(done, thread)) {
            thread.interrupt();
        }
        return outcome.get();
    }

    /** Waits while the thread has used less than its time; on a busy machine that may be longer by the clock. */
    private static boolean isDone(CountDownLatch done, Thread thread) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            while (!done.await(20, TimeUnit.MILLISECONDS)) {
                if (THREADS.getThreadCpuTime(thread.threadId()) > TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS)
                        || System.nanoTime() - end > 0) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Loads the validator once, outside of anybody's time. */
    private static final class Ready {
        private static final SchemaOutcome FIRST =
                compare("{\"type\":\"object\"}", "{}", SpecificationVersion.DRAFT_2020_12);

        static void yes() {
            if (!(FIRST instanceof SchemaOutcome.Kept)) {
                throw new IllegalStateException("The schema validator does not work: " + FIRST);
            }
        }
    }

    private static SchemaOutcome compare(String schema, String document, SpecificationVersion version) {
        try {
            Schema rules = SchemaRegistry.withDefaultDialect(
                            version,
                            builder -> builder.schemaCacheEnabled(false)
                                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                            .failFast(true)
                                            .locale(Locale.ENGLISH)
                                            .regularExpressionFactory(CredentialSchema::expression)
                                            .build()))
                    .getSchema(schema, InputFormat.JSON);
            List<Error> errors = rules.validate(document, InputFormat.JSON);
            if (errors.isEmpty()) {
                return new SchemaOutcome.Kept();
            }
            Error first = errors.getFirst();
            return new SchemaOutcome.Broken(
                    String.valueOf(first.getMessage()), String.valueOf(first.getInstanceLocation()));
        } catch (OutOfTimeException e) {
            return new SchemaOutcome.Unusable("a pattern in it takes too long");
        } catch (SchemaException | JacksonException | PatternSyntaxException e) {
            return new SchemaOutcome.Unusable("it is no schema that can be used here: " + firstLine(e));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            return new SchemaOutcome.Unusable("it is no schema");
        } catch (StackOverflowError e) {
            return new SchemaOutcome.Unusable("it refers to itself without end");
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static RegularExpression expression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> pattern.matcher(new Watched(value)).find();
    }

    /** Text that can be read until the thread is interrupted, so that no pattern runs for longer. */
    private record Watched(CharSequence text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (Thread.currentThread().isInterrupted()) {
                throw new OutOfTimeException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Watched(text.subSequence(from, to));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Ends a pattern whose time is over. */
    private static final class OutOfTimeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTimeException() {
            super("out of time", null, false, false);
        }
    }
}
