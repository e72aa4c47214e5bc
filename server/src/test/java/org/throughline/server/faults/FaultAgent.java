package org.throughline.server.faults;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside of a server under test, which itself has no switch for faults: ends it, as kill -9 does, at the n-th return of a method
 * ({@code crash CLASS METHOD N}), moves its clock by the seconds that a file says ({@code skew FILE}), or lets the demo's story tell of
 * fewer learners ({@code small}), so that it is soon told.
 */
public final class FaultAgent {
    private static final AtomicInteger LEFT = new AtomicInteger();
    private static final String SKEW = "throughline.faults.skew";
    private static final String CLOCK = "java/time/Clock";
    private static final String LEARNERS = "org/throughline/server/demo/Learners";
    private static final Integer USUAL_LEARNERS = 200;
    private static final int FEW_LEARNERS = 20;

    private FaultAgent() {}

    public static void premain(String words, Instrumentation jvm) throws UnmodifiableClassException {
        String[] word = words.split(" ");
        switch (word[0]) {
            case "crash" -> {
                LEFT.set(Integer.parseInt(word[3]));
                jvm.addTransformer(
                        new Rewriting(word[1].replace('.', '/'), word[2], atReturn(FaultAgent::callHere)), true);
            }
            case "skew" -> {
                follow(Path.of(word[1]));
                jvm.addTransformer(new Rewriting(CLOCK, "currentInstant", atReturn(FaultAgent::skew)), true);
                jvm.retransformClasses(java.time.Clock.class);
            }
            default -> jvm.addTransformer(new Rewriting(LEARNERS, "all", FaultAgent::fewer));
        }
    }

    private static CodeTransform atReturn(Consumer<CodeBuilder> addition) {
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                addition.accept(code);
            }
            code.with(element);
        };
    }

    private static void fewer(CodeBuilder code, CodeElement element) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue().equals(USUAL_LEARNERS)) {
            code.loadConstant(FEW_LEARNERS);
        } else {
            code.with(element);
        }
    }

    /** The point at which the process may end. */
    public static void reached() {
        if (LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static void callHere(CodeBuilder code) {
        code.invokestatic(
                ClassDesc.of(FaultAgent.class.getName()), "reached", MethodTypeDesc.of(ConstantDescs.CD_void));
    }

    /** java.time cannot call us: it reads a system property that we write. */
    private static void skew(CodeBuilder code) {
        ClassDesc instant = ClassDesc.of("java.time.Instant");
        code.loadConstant(SKEW)
                .loadConstant(0L)
                .invokestatic(
                        ConstantDescs.CD_Long,
                        "getLong",
                        MethodTypeDesc.of(ConstantDescs.CD_Long, ConstantDescs.CD_String, ConstantDescs.CD_long))
                .invokevirtual(ConstantDescs.CD_Long, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
                .invokevirtual(instant, "plusSeconds", MethodTypeDesc.of(instant, ConstantDescs.CD_long));
    }

    private static void follow(Path file) {
        read(file);
        Thread reader = new Thread(
                () -> {
                    while (true) {
                        read(file);
                        try {
                            Thread.sleep(100);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "clock skew");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Path file) {
        try {
            System.setProperty(SKEW, Files.readString(file).strip());
        } catch (IOException e) {
            System.setProperty(SKEW, "0");
        }
    }

    private record Rewriting(String className, String method, CodeTransform body) implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (!className.equals(name)) {
                return null;
            }
            ClassFile file = ClassFile.of();
            return file.transformClass(
                    file.parse(bytes),
                    ClassTransform.transformingMethodBodies(
                            each -> each.methodName().equalsString(method), body));
        }
    }
}
