package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.internal.sql.BatchStatement;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends rows; the rows that they replace are already deleted. */
final class DuckDbLoader implements BulkLoader {
    private static final Logger log = LoggerFactory.getLogger(DuckDbLoader.class);

    private final Dialect dialect;
    private boolean hasWarned;

    DuckDbLoader(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public long load(Connection connection, LoadRequest request) throws SQLException {
        if (connection.isWrapperFor(DuckDBConnection.class)) {
            if (connection.isReadOnly()) { // the appender does not say why it cannot be made
                throw new SQLException("The database is open in read-only mode", DuckDbErrors.READ_ONLY);
            }
            return AppenderLoader.run(connection.unwrap(DuckDBConnection.class), request.table(), request.rows());
        }
        if (!hasWarned) {
            hasWarned = true;
            log.warn("The connections of this DataSource hide DuckDB's own, so rows are stored in slow batches");
        }
        return BatchStatement.run(
                connection, dialect, request.table(), dialect.insert(request.table()), request.rows());
    }
}
