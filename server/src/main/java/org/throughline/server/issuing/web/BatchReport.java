package org.throughline.server.issuing.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;

/** What became of every row of a roster, as CSV. */
final class BatchReport {
    private BatchReport() {}

    static String csv(
            List<IssuedCredential> credentials, Map<PersonId, Person> people, List<BatchLine.LeftOut> leftOut) {
        StringBuilder text = new StringBuilder("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("line", "name", "email", "credential", "state", "id", "reason")
                .get();
        try (CSVPrinter out = new CSVPrinter(text, format)) {
            for (IssuedCredential credential : credentials) {
                Person person = people.get(credential.recipient());
                out.printRecord(
                        credential.line(),
                        cell(person == null ? null : person.displayName()),
                        cell(person == null ? null : person.email()),
                        cell(credential.name()),
                        credential.isRevoked()
                                ? "revoked"
                                : credential.state().name().toLowerCase(Locale.ROOT),
                        credential.credentialId(),
                        cell(credential.failure()));
            }
            for (BatchLine.LeftOut row : leftOut) {
                out.printRecord(row.line(), cell(row.who()), "", "", "not issued", "", cell(row.reason()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return text.toString();
    }

    /** A cell that no spreadsheet takes for a formula. */
    private static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
