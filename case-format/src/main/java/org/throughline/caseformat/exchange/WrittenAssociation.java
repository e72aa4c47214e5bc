package org.throughline.caseformat.exchange;

import org.throughline.caseformat.model.CFAssociation;

/**
 * An association as it is being put together from a sheet.
 *
 * @param association the association
 * @param place where the sheet says it
 * @param order its place in the package as it was written out; the largest number where it was not
 * @param tree whether it only tells more about a place in the tree, and goes when the item leaves that place
 */
record WrittenAssociation(CFAssociation association, String place, int order, boolean tree) {

    static final int LAST = Integer.MAX_VALUE;

    WrittenAssociation numbered(int sequenceNumber) {
        return new WrittenAssociation(
                association.toBuilder().sequenceNumber(sequenceNumber).build(), place, order, tree);
    }
}
