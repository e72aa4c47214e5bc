package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFPackage;

/**
 * How a sheet is to be read.
 *
 * @param sourceName the file's name or address; a table that names its framework nowhere gets title and identifiers from it
 * @param asOf the point in time that counts as the last change of whatever is new or changed
 * @param standing the framework as it stands already, which the sheet updates
 * @param mapping which column says what; absent means that the headings decide
 * @param unmentioned what becomes of standing items that the sheet does not mention
 * @param identifier the framework's identifier where neither the sheet nor a standing framework says it
 * @param title the framework's title where neither says it
 * @param creator its creator where neither says it
 */
public record SheetRequest(
        String sourceName,
        Instant asOf,
        @Nullable CFPackage standing,
        @Nullable ColumnMapping mapping,
        Unmentioned unmentioned,
        @Nullable UUID identifier,
        @Nullable String title,
        @Nullable String creator) {

    /** What becomes of items of the standing framework that the sheet does not mention. */
    public enum Unmentioned {
        /** Left out where the sheet is a whole workbook of {@link WorkbookWriter}, kept otherwise. */
        AS_THE_FORM_SAYS,
        /** They stay where they are: the sheet is a part. */
        KEPT,
        /** They are not in the package that is read: the sheet is the whole. */
        LEFT_OUT
    }

    /** A new framework from a sheet whose headings decide. */
    public static SheetRequest of(String sourceName, Instant asOf) {
        return new SheetRequest(sourceName, asOf, null, null, Unmentioned.AS_THE_FORM_SAYS, null, null, null);
    }

    /** The sheet updates this framework. */
    public SheetRequest updating(CFPackage framework) {
        return new SheetRequest(sourceName, asOf, framework, mapping, unmentioned, identifier, title, creator);
    }

    /** The columns mean this, whatever the headings say. */
    public SheetRequest with(ColumnMapping columns) {
        return new SheetRequest(sourceName, asOf, standing, columns, unmentioned, identifier, title, creator);
    }

    /** This becomes of what the sheet does not mention. */
    public SheetRequest with(Unmentioned fate) {
        return new SheetRequest(sourceName, asOf, standing, mapping, fate, identifier, title, creator);
    }

    /** A framework that says nothing about itself gets this identifier. */
    public SheetRequest identified(UUID framework) {
        return new SheetRequest(sourceName, asOf, standing, mapping, unmentioned, framework, title, creator);
    }

    /** A framework that says nothing about itself is called this, by this creator. */
    public SheetRequest named(String newTitle, String newCreator) {
        return new SheetRequest(sourceName, asOf, standing, mapping, unmentioned, identifier, newTitle, newCreator);
    }
}
