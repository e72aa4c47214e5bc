package org.throughline.server.support;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the server asked of the database for a request, statement by statement and in order: the work that an answer cost. It is noted where a
 * borrowed connection makes a statement, on the request's own thread, so that what the background does at the same moment is not taken for it.
 * How far a connection may see is told by the pool's connection and not by the request; that is not noted.
 */
public final class Statements {
    private static final Map<String, List<String>> BY_ASK = new ConcurrentHashMap<>();
    private static volatile boolean noting;

    static {
        try {
            ByteBuddyAgent.install();
            Class<?> connection = Class.forName("org.throughline.server.database.ReachingConnection");
            new ByteBuddy()
                    .redefine(connection)
                    .visit(Advice.to(Noting.class).on(named("invoke")))
                    .make()
                    .load(connection.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Statements() {}

    /** Notes from now on, or leaves it. */
    public static void note(boolean wanted) {
        noting = wanted;
        BY_ASK.clear();
    }

    /** What was asked for the request that says this in its header {@link Leaves#ASK}; it is forgotten with that. */
    public static List<String> of(String ask) {
        return List.copyOf(Optional.ofNullable(BY_ASK.remove(ask)).orElseGet(List::of));
    }

    /** Asked by the rewritten connection. */
    public static void asked(Method method, Object[] arguments) {
        if (!noting || !method.getName().startsWith("prepare") || !(arguments[0] instanceof String statement)) {
            return;
        }
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            Optional.ofNullable(request.getRequest().getHeader(Leaves.ASK))
                    .ifPresent(ask -> BY_ASK.computeIfAbsent(ask, _ -> new ArrayList<>())
                            .add(statement.strip().replaceAll("\\s+", " ")));
        }
    }

    static final class Noting {
        private Noting() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) Method method, @Advice.Argument(2) Object[] arguments) {
            if (arguments != null) {
                Statements.asked(method, arguments);
            }
        }
    }
}
