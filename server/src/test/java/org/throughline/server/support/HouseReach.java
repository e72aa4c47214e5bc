package org.throughline.server.support;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.throughline.server.database.Reach;

/**
 * What a test does by itself (set something up, look behind) is an errand of the house; what it asks over HTTP reaches as far as whoever
 * asks. A thread that a test starts says its own reach.
 */
public final class HouseReach implements InvocationInterceptor {
    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        return asHouse(invocation);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext test)
            throws Throwable {
        asHouse(invocation);
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext test)
            throws Throwable {
        return asHouse(invocation);
    }

    private static <T extends @Nullable Object> T asHouse(Invocation<T> invocation) throws Throwable {
        try {
            return Reach.asHouse("a test sets up and looks behind", () -> {
                try {
                    return invocation.proceed();
                } catch (Throwable e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried carried) {
            throw carried.thrown;
        }
    }

    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Throwable thrown;

        Carried(Throwable thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }
}
