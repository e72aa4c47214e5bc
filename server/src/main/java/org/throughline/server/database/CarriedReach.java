package org.throughline.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reach that one connection told PostgreSQL last. */
final class CarriedReach {
    private static final String TELL = "select set_config('throughline.reach', ?, false),"
            + " set_config('throughline.person', ?, false), set_config('throughline.organizations', ?, false)";

    /** The settings that {@code house.everything()}, {@code house.person()} and {@code house.organizations()} read. */
    private record Settings(String reach, String person, String organizations) {
        static Settings of(Reach reach) {
            return switch (reach) {
                case Reach.House(String why) -> new Settings("house", "", "");
                case Reach.Public() -> new Settings("", "", "");
                case Reach.Person(var person, var organizations) ->
                    new Settings(
                            "",
                            person.toString(),
                            organizations.stream()
                                    .map(UUID::toString)
                                    .sorted()
                                    .collect(Collectors.joining(",", "{", "}")));
            };
        }
    }

    private @Nullable Settings told;

    /** Tells the connection how far the work at hand may see, unless it said so last. */
    void tell(Connection connection) throws SQLException {
        Settings now = Settings.of(Reach.now());
        if (Optional.ofNullable(told).filter(now::equals).isPresent()) {
            return;
        }
        told = null;
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setString(1, now.reach());
            statement.setString(2, now.person());
            statement.setString(3, now.organizations());
            statement.execute();
        }
        told = now;
    }

    /** A transaction that is rolled back takes its settings with it: what the connection carries is not known any more. */
    void forget() {
        told = null;
    }
}
