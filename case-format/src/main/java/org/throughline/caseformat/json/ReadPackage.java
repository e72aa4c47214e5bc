package org.throughline.caseformat.json;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.throughline.caseformat.model.CFPackage;

/**
 * A package as it was understood, before its tree is checked.
 *
 * @param pkg the package
 * @param itemPointers where each item stands in the file, in the order of the items
 * @param associationPointers where each association stands in the file, in the order of the associations
 * @param asWritten where something stands in the file that would stand at this place under the standard's names
 */
public record ReadPackage(
        CFPackage pkg, List<String> itemPointers, List<String> associationPointers, UnaryOperator<String> asWritten) {

    public ReadPackage {
        itemPointers = Collections.unmodifiableList(itemPointers);
        associationPointers = Collections.unmodifiableList(associationPointers);
    }
}
