package org.throughline.server.organizations;

import java.util.List;
import java.util.function.Consumer;

/**
 * What an organization brings along, as its file has it. The file comes from a stranger: rows speak of people by the ids that they have here, and
 * nothing else of them was looked at.
 */
public interface ArrivingFiles {
    OrganizationId organization();

    /** Of the installations that it comes from, as the manifest names them: scheme, host and port; what it published is below one of them. */
    List<String> addresses();

    /** Of the format, as the manifest says: what an older one did not know, its file does not have. */
    int version();

    /** Hands out the rows of a table, a thousand or so at a time, each time as a JSON array; nothing where the file has none. */
    void rows(String table, Consumer<String> array);

    /** The bytes of a file; one that is not there is a {@code Problem ORGANIZATION_FILE}. */
    byte[] bytes(String path);

    /** Says something to whoever takes the organization in: what has to be made again, what stayed behind. */
    void tell(String line);
}
