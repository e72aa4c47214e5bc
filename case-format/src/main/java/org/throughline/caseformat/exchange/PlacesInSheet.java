package org.throughline.caseformat.exchange;

import java.util.List;
import org.throughline.caseformat.check.Remarks;

/** Takes the JSON property off a pointer, because a place in a sheet says the cell already. */
final class PlacesInSheet implements Remarks {

    private static final List<String> PROPERTIES = List.of(
            "/originNodeURI",
            "/destinationNodeURI",
            "/CFItemTypeURI",
            "/CFItemType",
            "/subjectURI",
            "/licenseURI",
            "/conceptKeywordsURI",
            "/CFAssociationGroupingURI");

    private final Remarks remarks;
    private final String document;

    PlacesInSheet(Remarks remarks, String document) {
        this.remarks = remarks;
        this.document = document;
    }

    @Override
    public void error(String code, String pointer, String message) {
        remarks.error(code, place(pointer), message);
    }

    @Override
    public void warning(String code, String pointer, String message) {
        remarks.warning(code, place(pointer), message);
    }

    @Override
    public void repair(String code, String pointer, String message) {
        remarks.repair(code, place(pointer), message);
    }

    private String place(String pointer) {
        if (pointer.startsWith("/CFDocument")) {
            return document;
        }
        for (String property : PROPERTIES) {
            if (pointer.endsWith(property)) {
                return pointer.substring(0, pointer.length() - property.length());
            }
        }
        return pointer;
    }
}
