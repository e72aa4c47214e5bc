package org.throughline.server.teeth;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.throughline.server.teeth.Answer.Unfit;

/**
 * A method that answers at once, whatever was asked, until it is closed: every overload that its class itself declares. The class may be
 * final, private to its room, a record or proxied by Spring (a proxy asks its superclass, which is the one rewritten here).
 */
final class SwitchedOff implements AutoCloseable {
    private final Instrumentation jvm = ByteBuddyAgent.install();
    private final Class<?> target;
    private final Rewriting rewriting;

    private SwitchedOff(Class<?> target, Rewriting rewriting) {
        this.target = target;
        this.rewriting = rewriting;
    }

    /** Rewrites the method; who names something that does not exist or cannot be rewritten is told so. */
    static SwitchedOff rewrite(String className, String method, Answer answer) {
        Class<?> target = find(className);
        SwitchedOff off = new SwitchedOff(target, new Rewriting(target, method, answer));
        off.jvm.addTransformer(off.rewriting, true);
        try {
            off.retransform();
            off.rewriting.check();
            return off;
        } catch (RuntimeException e) {
            off.close();
            throw e;
        }
    }

    /** Puts the method back as it was compiled. */
    @Override
    public void close() {
        jvm.removeTransformer(rewriting);
        retransform();
    }

    private void retransform() {
        try {
            jvm.retransformClasses(target);
        } catch (UnmodifiableClassException e) {
            throw new Unfit(target.getName() + " cannot be rewritten");
        }
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, true, SwitchedOff.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Unfit("there is no class " + name);
        }
    }

    private static final class Rewriting implements ClassFileTransformer {
        private final Class<?> target;
        private final String method;
        private final Answer answer;
        private int rewritten;
        private @Nullable RuntimeException failure;

        Rewriting(Class<?> target, String method, Answer answer) {
            this.target = target;
            this.method = method;
            this.answer = answer;
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (redefined != target) {
                return null;
            }
            try {
                ClassFile file = ClassFile.of();
                ClassModel model = file.parse(bytes);
                return file.transformClass(
                        model,
                        ClassTransform.transformingMethods(
                                each -> each.methodName().equalsString(method) && isBody(each), (builder, element) -> {
                                    if (element instanceof CodeModel code) {
                                        MethodModel whole = code.parent().orElseThrow();
                                        builder.withCode(body -> answer.write(body, whole));
                                        rewritten++;
                                    } else {
                                        builder.with(element);
                                    }
                                }));
            } catch (RuntimeException e) { // the JVM would swallow it
                failure = e;
                return null;
            }
        }

        /** A bridge asks the method that it stands for, and an abstract or native one has no body to rewrite. */
        private static boolean isBody(MethodModel method) {
            return (method.flags().flagsMask() & ClassFile.ACC_BRIDGE) == 0
                    && method.findAttribute(Attributes.code()).isPresent();
        }

        void check() {
            if (failure instanceof Unfit unfit) {
                throw new Unfit(target.getName() + ": " + unfit.getMessage());
            }
            if (failure != null) {
                throw failure;
            }
            if (rewritten == 0) {
                throw new Unfit(target.getName() + " declares no method " + method + " with a body");
            }
        }
    }
}
