package org.throughline.caseformat.exchange;

import java.util.List;

/** What the workbook says about itself to the people who open it. */
final class ReadMe {

    static final List<XlsxFile.Column> COLUMNS = List.of(
            new XlsxFile.Column("Sheet or column", 28, true),
            new XlsxFile.Column("What it is, and what you may do", 100, true));

    static final List<List<String>> ROWS = List.of(
            List.of(
                    "This workbook",
                    "is one framework of competencies with everything it says (CASE 1.1). Change it, save it as .xlsx, and import it"
                            + " again: what you changed is taken over, the rest stays as it was."),
            List.of("CF Doc", "The framework itself: title, publisher, status, licence. One row."),
            List.of("CF Item", "One row for each statement. This is the sheet to work in."),
            List.of(
                    "  identifier",
                    "Who the statement is. Leave it as it is. A new row has none: leave the cell blank, it gets one on import."),
            List.of("  fullStatement", "The statement. Reword it here."),
            List.of(
                    "  smartLevel",
                    "The place in the tree: 1.2.3 is the third under the second under the first. Write another place to move a statement."
                            + " A new row without a place stands beside the row above. To put siblings into another order, move their"
                            + " rows, or write other numbers."),
            List.of(
                    "  conceptKeywords, educationLevel, subject",
                    "Lists, divided by commas or bars (|). A list in square brackets and quotes is one whose texts have commas of their own."),
            List.of(
                    "  CFItemType, license",
                    "The title of an item type or of a licence; those of this framework stand in CF Definitions."),
            List.of(
                    "  uri and the columns behind it",
                    "What other systems need. Leave it as it is; a new row needs none of it."),
            List.of("  a column of your own", "Give it a heading: what it says is kept with the statement."),
            List.of("A deleted row", "takes its statement, and every link to it, out of the framework."),
            List.of(
                    "CF Association",
                    "Links that the tree does not show: alignments, further parents, replacements. A new link needs originNodeIdentifier,"
                            + " associationType and destinationNodeIdentifier, or codes instead of identifiers, or an address in"
                            + " destinationNodeURI."),
            List.of("CF Definitions", "What item types, subjects, concepts, licences and groupings mean."),
            List.of("CF Rubric", "Rubrics, their criteria and levels, each row under its own."),
            List.of("CF Tree", "Hidden: what else there is to say about the places in the tree. Leave it as it is."),
            List.of(
                    "Every cell",
                    "is a text, also where it begins with = or looks like a number or a date. Nothing in this workbook is calculated."));

    private ReadMe() {}
}
