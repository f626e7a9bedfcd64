package io.intercomsync.jdbc.engines.hub;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.SmallUnits;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.workspace.WorkspaceComparison;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Sink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A warehouse that a hub is flushed to.
 *
 * @param url the JDBC URL of a database, or the folder of a {@link RowFilesSink}
 * @param schema the schema in the database
 */
record HubWarehouse(String url, String schema) {
    /** The kinds of warehouses. */
    enum Kind {
        POSTGRESQL,
        DUCKDB,
        FILES
    }

    /** Begins an empty warehouse. */
    static HubWarehouse empty(Kind kind, Path folder) {
        String schema = TestDatabase.newSchema();
        return new HubWarehouse(
                switch (kind) {
                    case POSTGRESQL -> TestDatabase.POSTGRESQL.url();
                    case DUCKDB -> "jdbc:duckdb:" + folder.resolve(schema + ".duckdb");
                    case FILES -> folder.resolve(schema).toString();
                },
                schema);
    }

    private boolean isDatabase() {
        return url.startsWith("jdbc:");
    }

    FlushReport flush(Hub hub) {
        if (!isDatabase()) {
            Sink files = SmallUnits.of(new RowFilesSink(Path.of(url)), Sink.class);
            return HubFlush.builder(hub, files).name(schema).build().flush();
        }
        try (JdbcSink sink = JdbcSink.builder(url).schema(schema).build()) {
            return hub.flushTo(SmallUnits.of(sink));
        }
    }

    /** Compares all rows with what the workspace holds. */
    void assertSame(FakeIntercom fake) throws SQLException {
        if (!isDatabase()) {
            WorkspaceComparison.assertSame(fake, new RowFilesSink(Path.of(url))::live);
            return;
        }
        Connection first =
                DriverManager.getConnection(url); // DuckDB closes a file with its last one, and opens it slowly
        try {
            WorkspaceComparison.assertSame(fake, new StoredTables(url, schema));
        } finally {
            first.close();
        }
    }
}
