package org.throughline.caseformat.exchange;

/** What a column of a sheet says about the item of its row. A column without a role is kept out. */
public enum ColumnRole {
    /** The statement itself; rows without one are told and left out. */
    STATEMENT,
    /** The statement, whose leading blanks (or dots, or dashes) say how deep it stands. */
    INDENTED_STATEMENT,
    /** The code that people use ({@code humanCodingScheme}). */
    CODE,
    /** The item's identifier; one that CASE refuses becomes one derived from it. */
    IDENTIFIER,
    /** The code, or the identifier, of the item that this one stands under; several divided by {@code |}, {@code ;} or {@code ,}. */
    PARENT,
    /** How deep the item stands: 1, 2, 3, or words in the order of their first appearance. */
    LEVEL,
    /** The place in the tree: {@code 1.2.3} is the third under the second under the first. */
    SMART_LEVEL,
    /** One step of a path, such as the columns Domain, Strand, Standard from left to right; a blank cell repeats the one above. */
    PATH,
    /** The order among siblings. */
    SEQUENCE_NUMBER,
    /** The class of the statement, such as Skill. */
    ITEM_TYPE,
    ABBREVIATED_STATEMENT,
    ALTERNATIVE_LABEL,
    LIST_ENUMERATION,
    /** A list. */
    KEYWORDS,
    NOTES,
    /** A list. */
    SUBJECT,
    LANGUAGE,
    /** A list, usually of CEDS codes. */
    EDUCATION_LEVEL,
    /** The title, or the address, of a licence. */
    LICENSE,
    STATUS_START,
    STATUS_END,
    /** Codes, identifiers or addresses of what this item is part of; the same for the roles below. */
    IS_PART_OF,
    IS_PEER_OF,
    EXACT_MATCH_OF,
    PRECEDES,
    IS_RELATED_TO,
    REPLACED_BY,
    EXEMPLAR,
    HAS_SKILL_LEVEL,
    IS_TRANSLATION_OF,
    /** The grouping that the associations of this row belong to. */
    ASSOCIATION_GROUPING,
    /** Something that CASE has no word for: becomes the extension {@code sheet:} and the heading. */
    EXTENSION,
    /** The item's own address; only whole workbooks have it, as all roles below. */
    URI,
    LAST_CHANGE,
    ITEM_TYPE_URI,
    CONCEPT_URI,
    SUBJECT_URI,
    LICENSE_URI,
    EXTENSIONS,
    ORDER
}
