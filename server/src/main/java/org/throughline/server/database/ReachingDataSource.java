package org.throughline.server.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out connections that know how far the work at hand may see: each tells PostgreSQL the {@link Reach} of the moment before it asks
 * anything, where that differs from what the same connection said last.
 */
final class ReachingDataSource extends DelegatingDataSource {
    /** What each connection of the pool said last; forgotten with the connection. */
    private final Map<Connection, CarriedReach> carried = Collections.synchronizedMap(new WeakHashMap<>());

    ReachingDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return reaching(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("The server has one login; nobody asks for another.");
    }

    private Connection reaching(Connection pooled) throws SQLException {
        CarriedReach reach = carried.computeIfAbsent(pooled.unwrap(Connection.class), _ -> new CarriedReach());
        return (Connection) Proxy.newProxyInstance(
                ReachingDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ReachingConnection(pooled, reach));
    }
}
