package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The message about a database that is read-only. */
class ReadOnlyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:duckdb:, .duckdb, ;access_mode=READ_ONLY, which is attached in read-only mode!",
        "jdbc:h2:, '', ;ACCESS_MODE_DATA=r, The database is read only",
    })
    void a_database_that_is_read_only_is_told_as_such(String start, String end, String readOnly, String fault)
            throws SQLException {
        String url = start + folder.resolve("copy") + end;
        DriverManager.getConnection(url).close();

        assertThatThrownBy(() -> write(url + readOnly))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The database is read-only: connect to the one that may be written")
                .hasMessageEndingWith(fault);
    }

    @ParameterizedTest
    @CsvSource({"jdbc:duckdb:, .duckdb, ;access_mode=READ_ONLY", "jdbc:h2:, '', ;ACCESS_MODE_DATA=r"})
    void a_read_only_database_that_has_the_tables_is_told(String start, String end, String readOnly) {
        String url = start + folder.resolve("copy") + end;
        write(url);

        assertThatThrownBy(() -> write(url + readOnly))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The database is read-only: connect to the one that may be written");
    }

    private static void write(String url) {
        try (JdbcSink sink = JdbcSink.builder(url).build()) {
            sink.write(changes(tag(url, "x"))); // another row each time
        }
    }
}
