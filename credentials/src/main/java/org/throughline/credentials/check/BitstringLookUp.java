package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.status.PublishedStatusList;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListFormat;
import org.throughline.credentials.tree.Tree;

/** Looks one entry up in a list of bits: of the standard, or of one of its drafts. */
final class BitstringLookUp {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final JsonObject entry;
    private final StatusListFormat format;
    private final Examination examination;
    private final String purpose;

    BitstringLookUp(JsonObject entry, StatusListFormat format, Examination examination) {
        this.entry = entry;
        this.format = format;
        this.examination = examination;
        this.purpose = format == StatusListFormat.REVOCATION_LIST_2020
                ? BitstringStatusListEntry.REVOCATION
                : Tree.text(entry, "statusPurpose").orElse("");
    }

    StatusAnswer answer() {
        if (purpose.isEmpty()) {
            return new StatusAnswer.Open("The status entry does not say what it is about", "statusPurpose");
        }
        Optional<Long> index = index();
        if (index.isEmpty()) {
            return new StatusAnswer.Open("The status entry's position should be a number from 0", format.indexKey());
        }
        OptionalInt width = width();
        if (width.isEmpty()) {
            return new StatusAnswer.Open(
                    "The size of a status should be a number of bits from 1 to " + StatusList.MAX_WIDTH, "statusSize");
        }
        Optional<String> url = Tree.text(entry, format.urlKey());
        if (url.isEmpty()) {
            return new StatusAnswer.Open("The status entry does not say where the list is", format.urlKey());
        }
        return switch (examination.surroundings().statusLists().at(url.get(), format, examination.surroundings())) {
            case ReadStatusList.Unusable unusable -> new StatusAnswer.Open(unusable.message());
            case ReadStatusList.Usable usable -> lookUp(usable.published(), index.get(), width.getAsInt());
        };
    }

    private StatusAnswer lookUp(PublishedStatusList published, long index, int width) {
        String url = published.url();
        StatusList list = published.list();
        if (format != StatusListFormat.REVOCATION_LIST_2020
                && !published.purposes().contains(purpose)) {
            return new StatusAnswer.Open(
                    "Could not check: the list at " + url + " is for " + published.purposes() + ", not for " + purpose);
        }
        if (index >= list.entries(width)) {
            return new StatusAnswer.Open(
                    "Could not check: the list at " + url + " has " + list.entries(width) + " entries, so none at "
                            + index,
                    format.indexKey());
        }
        if (!String.valueOf(examination.claimed().issuerId()).equals(published.issuer())) {
            examination.warn(
                    "The status list is signed by " + published.issuer() + ", not by the issuer of the credential.");
        }
        long minimum = examination.surroundings().statusLists().minimum();
        if (list.entries(width) < minimum) {
            examination.warn("The status list has " + list.entries(width) + " entries, fewer than the " + minimum
                    + " that protect people from being recognised.");
        }
        return decide(list.get(index, width), width);
    }

    private StatusAnswer decide(long value, int width) {
        boolean set = value != 0;
        return switch (purpose) {
            case BitstringStatusListEntry.REVOCATION ->
                set
                        ? new StatusAnswer.TakenBack("The issuer has revoked it" + said(value))
                        : new StatusAnswer.Clear("The issuer has not revoked it");
            case BitstringStatusListEntry.SUSPENSION ->
                set
                        ? new StatusAnswer.TakenBack("The issuer has suspended it" + said(value))
                        : new StatusAnswer.Clear("The issuer has not suspended it");
            case "message" -> {
                if (set || width > 1) {
                    examination.warn("The issuer left a message about it" + said(value) + reference() + ".");
                }
                yield new StatusAnswer.Clear("Nothing was taken back; a message only informs");
            }
            case "refresh" -> {
                if (set) {
                    examination.warn("The issuer says that there is a newer version of it (refresh).");
                }
                yield new StatusAnswer.Clear("Nothing was taken back; a newer version may exist");
            }
            default -> {
                if (set) {
                    examination.warn(
                            "The issuer has marked it for the purpose \"" + purpose + "\"" + said(value) + ".");
                }
                yield new StatusAnswer.Clear("Nothing was taken back; the purpose \"" + purpose + "\" only informs");
            }
        };
    }

    /** What the credential says that a value means; empty when it says nothing. */
    private String said(long value) {
        for (JsonObject message : Tree.objects(entry, "statusMessage")) {
            if (hex(Tree.text(message, "status").orElse("")) == value) {
                return Tree.text(message, "message")
                        .or(() -> Tree.text(message, "value"))
                        .map(text -> ": \"" + text + "\"")
                        .orElse("");
            }
        }
        return entry.containsKey("statusMessage")
                ? " that it does not explain (0x" + Long.toHexString(value) + ")"
                : "";
    }

    /** Where the issuer explains its messages. */
    private String reference() {
        List<String> references = Tree.texts(entry, "statusReference");
        return references.isEmpty() ? "" : " (explained at " + String.join(", ", references) + ")";
    }

    private static long hex(String text) {
        try {
            return text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private OptionalInt width() {
        if (!entry.containsKey("statusSize")) {
            return OptionalInt.of(1);
        }
        return entry.get("statusSize") instanceof JsonNumber size
                        && size.isIntegral()
                        && size.longValue() >= 1
                        && size.longValue() <= StatusList.MAX_WIDTH
                ? OptionalInt.of((int) size.longValue())
                : OptionalInt.empty();
    }

    /** The index: the standard writes a string, and some write a number. */
    private Optional<Long> index() {
        String text = switch (entry.get(format.indexKey())) {
            case JsonString string -> string.getString();
            case JsonNumber number -> number.toString();
            case null, default -> "";
        };
        return INDEX.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
