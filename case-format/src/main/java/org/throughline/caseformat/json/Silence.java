package org.throughline.caseformat.json;

import org.throughline.caseformat.check.Remarks;

/** For a look at something that is read, and remarked on, elsewhere. */
enum Silence implements Remarks {
    SILENCE;

    @Override
    public void error(String code, String pointer, String message) {}

    @Override
    public void warning(String code, String pointer, String message) {}

    @Override
    public void repair(String code, String pointer, String message) {}
}
