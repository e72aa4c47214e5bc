package org.throughline.caseformat;

import java.util.List;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;

/**
 * One item as its server tells about it outside of a package.
 *
 * @param item the item
 * @param associations what was told with it; often nothing
 * @param framework the title of its framework, empty where it is not told
 */
public record ReadItem(CFItem item, List<CFAssociation> associations, String framework) {

    public ReadItem {
        associations = List.copyOf(associations);
    }
}
