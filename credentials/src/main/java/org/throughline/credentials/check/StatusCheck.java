package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.tree.Tree;

/** Has the issuer taken it back? */
public final class StatusCheck implements Check {

    @Override
    public String id() {
        return "status";
    }

    @Override
    public String spec() {
        return "Bitstring Status List 1.0 section 3.2 Validate Algorithm; VC Data Model 2.0 section 4.10 Status";
    }

    @Override
    public CheckResult examine(Examination examination) {
        JsonObject document = examination.document();
        List<JsonObject> entries = Tree.objects(document, "credentialStatus");
        if (entries.isEmpty()) {
            return notApplicable("The issuer did not provide a way to take it back");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not looked up: nothing is fetched that a document names before its signature and signer hold",
                    "/credentialStatus");
        }
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            results.add(entry(entries.get(i), Tree.pointer(document, "credentialStatus", i), examination));
        }
        for (Outcome worst : List.of(Outcome.FAILED, Outcome.UNDETERMINED)) {
            for (CheckResult result : results) {
                if (result.outcome() == worst) {
                    return result;
                }
            }
        }
        return results.getFirst();
    }

    private CheckResult entry(JsonObject entry, String pointer, Examination examination) {
        List<String> types = Tree.texts(entry, "type");
        if (!types.contains("BitstringStatusListEntry")) {
            return undetermined("Status of the kind " + types + " is not supported yet", pointer);
        }
        if (examination.earlier("structure") != Outcome.PASSED) {
            return undetermined("Not looked up, because the document is not well formed (see structure)", pointer);
        }
        if (hasLargerEntries(entry)) {
            return undetermined("Status entries of more than one bit are not supported yet", pointer + "/statusSize");
        }
        String url = Tree.text(entry, "statusListCredential").orElse("");
        return switch (examination.surroundings().statusLists().at(url, examination.surroundings())) {
            case ReadStatusList.Unusable unusable -> undetermined(unusable.message(), pointer);
            case ReadStatusList.Usable usable -> lookUp(entry, pointer, usable, url, examination);
        };
    }

    private CheckResult lookUp(
            JsonObject entry, String pointer, ReadStatusList.Usable read, String url, Examination examination) {
        String purpose = Tree.text(entry, "statusPurpose").orElse("");
        long index = Long.parseLong(indexText(entry));
        if (!read.purposes().contains(purpose)) {
            return undetermined(
                    "Could not check: the list at " + url + " is for " + read.purposes() + ", not for " + purpose,
                    pointer);
        }
        if (index >= read.list().size()) {
            return undetermined(
                    "Could not check: the list at " + url + " has "
                            + read.list().size() + " entries, so none at " + index,
                    pointer + "/statusListIndex");
        }
        if (!String.valueOf(examination.claimed().issuerId()).equals(read.issuer())) {
            examination.warn(
                    "The status list is signed by " + read.issuer() + ", not by the issuer of the credential.");
        }
        if (read.list().size() < StatusList.MINIMUM_SIZE) {
            examination.warn("The status list has " + read.list().size() + " entries, fewer than the "
                    + StatusList.MINIMUM_SIZE + " that protect people from being recognised.");
        }
        boolean set = read.list().get(index);
        return switch (purpose) {
            case BitstringStatusListEntry.REVOCATION ->
                set ? failed("The issuer has revoked it", pointer) : passed("The issuer has not revoked it");
            case BitstringStatusListEntry.SUSPENSION ->
                set ? failed("The issuer has suspended it", pointer) : passed("The issuer has not suspended it");
            default -> {
                if (set) {
                    examination.warn("The issuer has marked it for the purpose \"" + purpose + "\".");
                }
                yield passed("Nothing was taken back; the purpose \"" + purpose + "\" only informs");
            }
        };
    }

    private static boolean hasLargerEntries(JsonObject entry) {
        return entry.containsKey("statusSize")
                && !(entry.get("statusSize") instanceof JsonNumber size
                        && size.toString().equals("1"));
    }

    /** The index as text: the standard writes a string, and some write a number. */
    static String indexText(JsonObject entry) {
        return switch (entry.get("statusListIndex")) {
            case JsonString text -> text.getString();
            case JsonNumber number -> number.toString();
            case null -> "";
            default -> "";
        };
    }
}
