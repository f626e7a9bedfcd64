package io.intercomsync.jdbc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates in the middle of a transaction, where a definition would commit what was written before. */
class GeneratedUpdateTest {

    @ParameterizedTest
    @EnumSource(names = {"SNOWFLAKE", "BIGQUERY"})
    void a_prepared_update_defines_no_table_in_its_transaction(GeneratedDialect dialect) throws SQLException {
        RecordedConnections connections = new RecordedConnections(dialect);
        TargetTable table = table(dialect.dialect);
        BulkLoader loader = dialect.dialect.bulkLoader();
        assertThat(loader).isNotNull();
        try (Connection connection = connections.source().getConnection()) {
            connection.createStatement().execute("CREATE TABLE " + table.qualifiedName() + " (id TEXT, name TEXT)");
            loader.prepareUpdate(connection, table);
            connections.taken();

            connection.setAutoCommit(false);
            loader.update(
                    connection,
                    table,
                    Collections.singletonList(new @Nullable Object[] {"x", "1"}).iterator());
        }

        assertThat(connections.taken())
                .isNotEmpty()
                .noneMatch(sql -> sql.contains("CREATE ") || sql.contains("DROP ") || sql.contains("TRUNCATE "));
    }

    private static TargetTable table(Dialect dialect) {
        List<TargetColumn> columns = Stream.of("name", "id")
                .map(name -> new TargetColumn(name, dialect.quoted(name), ColumnType.TEXT, Form.DECIMAL, null))
                .toList();
        String qualified = dialect.quoted("intercom") + "." + dialect.quoted("users_history");
        return new TargetTable("intercom", "users_history", qualified, columns, List.of(dialect.quoted("id")), true);
    }
}
