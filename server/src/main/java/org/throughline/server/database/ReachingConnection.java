package org.throughline.server.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** A borrowed connection that carries the reach of the work at hand into every statement, inside a transaction and outside. */
final class ReachingConnection implements InvocationHandler {
    private final Connection pooled;
    private final CarriedReach reach;

    ReachingConnection(Connection pooled, CarriedReach reach) {
        this.pooled = pooled;
        this.reach = reach;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "createStatement", "prepareStatement", "prepareCall" -> reach.tell(pooled);
            case "close" -> {
                if (!pooled.isClosed() && !pooled.getAutoCommit()) {
                    reach.forget(); // the pool rolls back what was not committed
                }
            }
            case "rollback", "abort" -> reach.forget();
            default -> {
                // everything else is the pool's own
            }
        }
        try {
            return method.invoke(pooled, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
