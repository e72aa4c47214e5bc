package org.throughline.server.organizations;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two people turned out to be one: whatever {@code from} held belongs to {@code into} now, and {@code from} is nobody any more. Published
 * inside the change's transaction, with the reach of the house; rooms move what is theirs.
 */
public record PersonMerged(PersonId from, PersonId into) {
    /**
     * Puts the one in the place of the other.
     *
     * @param columns of the room that asks, as {@code schema.table.column}
     */
    public void replaceIn(JdbcClient jdbc, String... columns) {
        for (String column : columns) {
            int dot = column.lastIndexOf('.');
            String name = column.substring(dot + 1);
            jdbc.sql("UPDATE %s SET %s = :into WHERE %s = :from".formatted(column.substring(0, dot), name, name))
                    .param("into", into.value())
                    .param("from", from.value())
                    .update();
        }
    }
}
