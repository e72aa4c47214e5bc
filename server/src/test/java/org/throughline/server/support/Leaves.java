package org.throughline.server.support;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;

/**
 * Which entries of the log each request left. They are noted where the log writes them, once their transaction is through, so that what the
 * background writes at the same moment is not taken for a request's.
 */
public final class Leaves {
    /** The header by which a request says which ask it is. */
    public static final String ASK = "X-Ask";

    private static final String COUNT = Leaves.class.getName() + ".count";
    private static final List<Leaf> WRITTEN = new ArrayList<>();
    private static final List<String> BROKEN = new ArrayList<>();

    static {
        ByteBuddyAgent.install();
        new ByteBuddy()
                .redefine(AuditLog.class)
                .visit(Advice.to(Noting.class).on(named("write").and(takesArguments(AuditEntry.class))))
                .make()
                .load(AuditLog.class.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    private Leaves() {}

    /**
     * An entry of the log.
     *
     * @param request method and path of the request that left it; empty where no request did
     * @param ask what the request said in its header; empty where nothing
     */
    public record Leaf(String request, String ask, AuditEntry entry) {}

    /** Makes sure that entries are noted from now on. */
    public static void watch() {
        // the class is here, and with it the advice
    }

    /** How many entries were noted until now. */
    public static int count() {
        synchronized (WRITTEN) {
            return WRITTEN.size();
        }
    }

    /** What was noted after the first {@code count} entries. */
    public static List<Leaf> after(int count) {
        synchronized (WRITTEN) {
            return List.copyOf(WRITTEN.subList(count, WRITTEN.size()));
        }
    }

    /** The actions that an ask left, whose number stands in its header. */
    public static List<String> of(int count, String ask) {
        return after(count).stream()
                .filter(leaf -> leaf.ask().equals(ask))
                .map(leaf -> leaf.entry().action())
                .toList();
    }

    /** What the requests to this method and path leave while something is done. */
    public static List<AuditEntry> during(String request, Doing doing) throws Exception {
        int before = count();
        doing.run();
        return after(before).stream()
                .filter(leaf -> leaf.request().equals(request))
                .map(Leaf::entry)
                .toList();
    }

    /** What is done. */
    @FunctionalInterface
    public interface Doing {
        void run() throws Exception;
    }

    /** Requests since this was asked last that left more than one entry. */
    static List<String> broken() {
        synchronized (WRITTEN) {
            List<String> broken = List.copyOf(BROKEN);
            BROKEN.clear();
            return broken;
        }
    }

    /** Asked by the rewritten {@link AuditLog}, inside the transaction of the act. */
    public static void written(AuditEntry entry) {
        Optional<HttpServletRequest> request = Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .filter(ServletRequestAttributes.class::isInstance)
                .map(attributes -> ((ServletRequestAttributes) attributes).getRequest());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                note(request, entry);
            }
        });
    }

    private static void note(Optional<HttpServletRequest> request, AuditEntry entry) {
        synchronized (WRITTEN) {
            String words =
                    request.map(r -> r.getMethod() + " " + r.getRequestURI()).orElse("");
            WRITTEN.add(new Leaf(words, request.map(r -> r.getHeader(ASK)).orElse(""), entry));
            request.ifPresent(r -> {
                List<String> before = noted(r);
                if (!before.isEmpty()) {
                    BROKEN.add(words + " left " + before + " and " + entry.action());
                }
                before.add(entry.action());
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> noted(HttpServletRequest request) {
        if (!(request.getAttribute(COUNT) instanceof List<?> before)) {
            List<String> none = new ArrayList<>();
            request.setAttribute(COUNT, none);
            return none;
        }
        return (List<String>) before;
    }

    static final class Noting {
        private Noting() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) AuditEntry entry) {
            Leaves.written(entry);
        }
    }
}
