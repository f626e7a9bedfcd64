package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any database: rows that are there are deleted, then all are inserted, in batches. */
final class PlainEngine extends Engine {

    PlainEngine(Dialect dialect) {
        super(dialect);
    }

    @Override
    long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        new KeyStatements(connection, this, table, null).delete(table.wholeKey(), there);
        return BatchLoader.run(connection, dialect(), table.written(), BatchLoader.insert(dialect(), table), rows);
    }
}
