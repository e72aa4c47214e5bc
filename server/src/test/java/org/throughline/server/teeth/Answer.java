package org.throughline.server.teeth;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a rewritten method does: the words of {@link AbuseCase#answer}, as instructions for the JVM. */
enum Answer {
    TRUE,
    FALSE,
    NULL,
    NOTHING,
    ARGUMENT,
    EMPTY,
    VERBATIM,
    FOREVER;

    private static final Map<ClassDesc, MethodTypeDesc> EMPTIES = Map.of(
            desc(List.class), MethodTypeDesc.of(desc(List.class)),
            desc(Set.class), MethodTypeDesc.of(desc(Set.class)),
            desc(Map.class), MethodTypeDesc.of(desc(Map.class)));

    static Answer of(String word) {
        for (Answer each : values()) {
            if (each.name().toLowerCase(java.util.Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw new Unfit("'" + word
                + "' is no answer; there are true, false, null, nothing, argument, empty, verbatim and forever");
    }

    /** Writes the whole body of a method that gives this answer. */
    void write(CodeBuilder code, MethodModel method) {
        ClassDesc gives = method.methodTypeSymbol().returnType();
        switch (this) {
            case TRUE, FALSE -> truth(code, gives, method);
            case NULL -> {
                demand(!gives.isPrimitive(), method);
                code.aconst_null().areturn();
            }
            case NOTHING -> {
                demand(gives.equals(ConstantDescs.CD_void), method);
                code.return_();
            }
            case ARGUMENT -> argument(code, gives, method);
            case EMPTY -> empty(code, gives, method);
            case VERBATIM -> verbatim(code, method);
            case FOREVER -> forever(code, gives, method);
        }
    }

    /** For a time that something may take: longer than any test. */
    private static void forever(CodeBuilder code, ClassDesc gives, MethodModel method) {
        demand(gives.equals(desc(Duration.class)), method);
        code.loadConstant(1L)
                .invokestatic(gives, "ofDays", MethodTypeDesc.of(gives, ConstantDescs.CD_long))
                .areturn();
    }

    /** For what escapes a text into an output (two arguments): the text goes out as it is. */
    private static void verbatim(CodeBuilder code, MethodModel method) {
        List<ClassDesc> takes = method.methodTypeSymbol().parameterList();
        demand(takes.size() == 2 && takes.getFirst().equals(ConstantDescs.CD_String), method);
        demand(method.flags().has(AccessFlag.STATIC), method);
        code.aload(1)
                .aload(0)
                .invokeinterface(
                        takes.getLast(),
                        "writeContent",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                .return_();
    }

    private void truth(CodeBuilder code, ClassDesc gives, MethodModel method) {
        if (gives.equals(ConstantDescs.CD_Boolean)) {
            code.getstatic(gives, name(), gives).areturn();
        } else {
            demand(gives.equals(ConstantDescs.CD_boolean), method);
            code.loadConstant(this == TRUE ? 1 : 0).ireturn();
        }
    }

    private static void argument(CodeBuilder code, ClassDesc gives, MethodModel method) {
        List<ClassDesc> takes = method.methodTypeSymbol().parameterList();
        demand(!takes.isEmpty() && takes.getFirst().isPrimitive() == gives.isPrimitive(), method);
        demand(!gives.isPrimitive() || takes.getFirst().equals(gives), method);
        int slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        code.loadLocal(java.lang.classfile.TypeKind.from(gives), slot);
        if (!gives.isPrimitive()) {
            code.checkcast(gives);
        }
        code.return_(java.lang.classfile.TypeKind.from(gives));
    }

    private static void empty(CodeBuilder code, ClassDesc gives, MethodModel method) {
        ClassDesc made = gives.equals(desc(Collection.class)) ? desc(List.class) : gives;
        if (made.equals(desc(Optional.class))) {
            code.invokestatic(made, "empty", MethodTypeDesc.of(made)).areturn();
        } else if (made.equals(ConstantDescs.CD_String)) {
            code.loadConstant("").areturn();
        } else {
            MethodTypeDesc of = EMPTIES.get(made);
            demand(of != null, method);
            code.invokestatic(made, "of", of, true).areturn();
        }
    }

    private static void demand(boolean fits, MethodModel method) {
        if (!fits) {
            throw new Unfit(method.methodName().stringValue()
                    + method.methodTypeSymbol().displayDescriptor() + " cannot give that answer");
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** An annotation that asks for what cannot be done: a mistake in the test, never a proof. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }
}
