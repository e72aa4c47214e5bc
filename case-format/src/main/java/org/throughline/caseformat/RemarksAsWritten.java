package org.throughline.caseformat;

import java.util.function.UnaryOperator;
import org.throughline.caseformat.check.Remarks;

/** Remarks about a package by the standard's names, which point at where things stand in the file. */
record RemarksAsWritten(Remarks remarks, UnaryOperator<String> asWritten) implements Remarks {

    @Override
    public void error(String code, String pointer, String message) {
        remarks.error(code, asWritten.apply(pointer), message);
    }

    @Override
    public void warning(String code, String pointer, String message) {
        remarks.warning(code, asWritten.apply(pointer), message);
    }

    @Override
    public void repair(String code, String pointer, String message) {
        remarks.repair(code, asWritten.apply(pointer), message);
    }
}
