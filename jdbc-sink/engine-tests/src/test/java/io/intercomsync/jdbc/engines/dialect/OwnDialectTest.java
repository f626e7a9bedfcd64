package io.intercomsync.jdbc.engines.dialect;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A custom dialect, which the tests use on H2. */
class OwnDialectTest {
    private static final TestDatabase DATABASE = TestDatabase.H2;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Texts of any length cannot be keys, as in many databases. */
    private static class Own implements Dialect {
        @Override
        public String name() {
            return "H2";
        }

        @Override
        public String type(ColumnType type) {
            return switch (type) {
                case TEXT, JSON -> "CHARACTER LARGE OBJECT(10M)";
                default -> Dialects.H2.type(type);
            };
        }

        @Override
        public String keyType() {
            return "CHARACTER VARYING(255)";
        }

        @Override
        public String byteOrder(String quotedColumn) {
            return Dialects.H2.byteOrder(quotedColumn);
        }
    }

    /** The database calls its texts by another name than the dialect. */
    private static final class OtherNames extends Own {
        private final String text;
        private final String key;

        OtherNames(String text, String key) {
            this.text = text;
            this.key = key;
        }

        @Override
        public String type(ColumnType type) {
            return type == ColumnType.TEXT ? text : super.type(type);
        }

        @Override
        public String keyType() {
            return key;
        }
    }

    private JdbcSink sink(Dialect dialect) {
        return schema.open(schema.in(DATABASE).dialect(dialect));
    }

    @Test
    void keys_may_have_another_type_than_other_texts() {
        JdbcSink sink = sink(new Own());
        sink.write(changes(user("1", T1, "old"), user("2", T1, "x"), conversation("c", T1), part("p", "c")));
        sink.close();

        sink.write(changes(user("1", T2, "new"), user("3", T1, "y"), conversation("c", T2), part("q", "c")));

        assertThat(schema.rows(DATABASE, USERS))
                .extracting(row -> row.value("name"))
                .containsExactlyInAnyOrder("new", "x", "y");
        assertThat(schema.live(DATABASE, CONVERSATION_PARTS)).contains("q");
        try (var keys = sink.liveKeys("w1", USERS)) {
            assertThat(keys.map(key -> key.get(0))).containsExactly("1", "2", "3");
        }
    }

    @Test
    void names_that_are_compared_have_the_type_of_keys() {
        sink(new Own()).write(changes(tag("1", "x")));

        assertThat(
                        DATABASE.query(
                                "SELECT DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = '" + schema
                                        + "' AND TABLE_NAME = '_intercom_sync_columns' AND COLUMN_NAME IN ('table_name', 'column_name')"))
                .containsExactly("CHARACTER VARYING", "CHARACTER VARYING");
    }

    @Test
    void the_workspace_in_a_key_has_the_type_of_keys() {
        JdbcSink sink = schema.open(schema.in(DATABASE).dialect(new Own()).workspaceColumn());
        sink.write(changes(tag("1", "old")));
        sink.close();

        sink.write(changes(tag("1", "new"), tag("2", "x")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    @Test
    void a_type_that_the_database_calls_otherwise_is_one_for_the_dialect_to_accept() {
        JdbcSink text = sink(new OtherNames("VARCHAR", "VARCHAR(255)"));
        assertThatThrownBy(() -> text.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("has a column \"id\" of the type CHARACTER VARYING")
                .hasMessageContaining("must be VARCHAR(255)")
                .hasMessageContaining("let Dialect.accepts of the dialect accept CHARACTER VARYING");

        JdbcSink json = sink(new OtherNames("CLOB", "CHARACTER VARYING(255)"));
        assertThatThrownBy(() -> json.write(changes(user("1", T1, "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("of the type CHARACTER LARGE OBJECT")
                .hasMessageContaining("let Dialect.accepts of the dialect accept CHARACTER LARGE OBJECT");
    }

    @Test
    void a_table_that_the_sink_has_not_made_is_no_matter_of_the_dialect() {
        schema.create(DATABASE);
        DATABASE.execute("CREATE TABLE " + schema.table(TAGS)
                + " (\"id\" CHARACTER VARYING NOT NULL PRIMARY KEY, \"name\" DATE)");

        assertThatThrownBy(() -> sink(new Own()).write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Rename the column")
                .hasMessageNotContaining("accept");
    }

    /** Keeps the places of writers in memory, as a server would keep its locks. */
    private static final class WithLock extends Own {
        private final Map<String, Connection> held = new ConcurrentHashMap<>();

        @Override
        public DatabaseLocks locks() {
            return new DatabaseLocks() {
                @Override
                public boolean tryLock(Connection connection, String place) {
                    return held.merge(place, connection, (first, second) -> first) == connection;
                }

                @Override
                public void unlock(Connection connection, String place) {
                    held.remove(place, connection);
                }

                @Override
                public String holder(Connection connection, String place) {
                    return "the holder of " + place;
                }
            };
        }
    }

    @Test
    void a_dialect_may_have_a_lock_for_the_writer() {
        Dialect dialect = new WithLock();
        JdbcSink first = sink(dialect);
        JdbcSink second = schema.open(schema.in(DATABASE).dialect(dialect).writerWait(Duration.ZERO));
        first.write(changes(tag("1", "x")));

        assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("the holder of the schema " + schema);

        first.close();
        second.write(changes(tag("2", "y")));
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    /** The default keeps a connection open between runs, since the database may be one in memory. */
    @Test
    void the_end_of_a_run_gives_back_the_lock_although_a_connection_stays_open() {
        Dialect dialect = new WithLock();
        JdbcSink first = sink(dialect);
        JdbcSink second = schema.open(schema.in(DATABASE).dialect(dialect).writerWait(Duration.ZERO));
        first.beginRun("w1");
        first.write(changes(tag("1", "x")));
        first.endRun();

        second.write(changes(tag("2", "y")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    /** Knows without a query that no object changes rows. */
    private static final class WithoutRowChangers extends Own {
        private int queries;

        @Override
        public DatabaseCatalog catalog() {
            return new DatabaseCatalog() {
                @Override
                public List<TableObject> objects(Connection connection, TargetTable table) {
                    queries++;
                    return List.of();
                }

                @Override
                public List<TableObject> rowChangers(Connection connection, TargetTable table) {
                    return List.of();
                }
            };
        }
    }

    @Test
    void a_write_asks_only_for_objects_that_may_change_rows() {
        WithoutRowChangers dialect = new WithoutRowChangers();

        sink(dialect).write(changes(tag("1", "x")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1");
        assertThat(dialect.queries).isZero();
    }

    /** Loads rows by one statement for all. */
    private static final class WithLoader extends Own {
        private final List<String> loaded = new ArrayList<>();
        private final List<List<String>> replaced = new ArrayList<>();

        @Override
        public BulkLoader bulkLoader() {
            return (connection, request) -> {
                replaced.addAll(request.replacedKeys());
                List<Object[]> rows = new ArrayList<>();
                request.rows().forEachRemaining(rows::add);
                TargetTable table = request.table();
                String row = '(' + table.parameters(this) + ')';
                String sql = "INSERT INTO " + table.qualifiedName() + " (" + table.columnNames() + ") VALUES "
                        + String.join(", ", Collections.nCopies(rows.size(), row));
                loaded.add(table.name());
                return insert(connection, sql, rows);
            };
        }

        private static long insert(Connection connection, String sql, List<Object[]> rows) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int next = 1;
                for (Object[] row : rows) {
                    for (Object value : row) {
                        statement.setObject(next++, value);
                    }
                }
                return statement.executeUpdate();
            }
        }
    }

    @Test
    void a_dialect_may_have_a_bulk_path() {
        WithLoader dialect = new WithLoader();
        JdbcSink sink = sink(dialect);
        sink.write(changes(tag("1", "old"), tag("2", "x")));

        WriteResult result = sink.store(changes(tag("1", "new"), tag("2", "x"), tag("3", "y")));

        assertThat(result.changed()).containsEntry(TAGS, 2L);
        assertThat(schema.rows(DATABASE, TAGS))
                .extracting(row -> row.value("name"))
                .containsExactlyInAnyOrder("new", "x", "y");
        assertThat(dialect.loaded).containsExactly("tags", "tags");
        assertThat(dialect.replaced).containsExactly(List.of("1"));
    }

    private static final class WithUpsert extends Own {
        @Override
        public String upsert(TargetTable table) {
            return Dialects.H2.upsert(table);
        }
    }

    @Test
    void a_dialect_may_have_an_upsert() {
        JdbcSink sink = sink(new WithUpsert());
        sink.write(changes(tag("1", "old")));

        WriteResult result = sink.store(changes(tag("1", "new"), tag("2", "x")));

        assertThat(result.changed()).containsEntry(TAGS, 2L);
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    /** Refuses to add columns. */
    private static final class AddingNothing extends Own {
        @Override
        public String addColumn(String table, String column, String type) {
            return "ALTER TABLE " + table + " ADD COLUMN " + column + " NO_SUCH_TYPE";
        }
    }

    /** K96: a failed attempt to add a column leaves one record. */
    @Test
    void a_column_that_cannot_be_added_is_recorded_once() {
        JdbcSink sink = sink(new Own());
        sink.write(changes(tag("1", "x")));
        sink.close();
        DATABASE.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN \"name\"");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> sink(new AddingNothing()).write(changes(tag("1", "x"))))
                    .isInstanceOf(SinkException.class);
        }

        String pending = "SELECT \"column_name\" FROM " + schema.table("_intercom_sync_columns")
                + " WHERE \"generation\" IS NULL";
        assertThat(DATABASE.query(pending)).hasSize(1);
        sink.write(changes(tag("1", "x")));
        assertThat(DATABASE.query("SELECT CAST(\"name\" AS VARCHAR) FROM " + schema.table(TAGS)))
                .containsExactly("x");
        assertThat(DATABASE.query(pending)).isEmpty();
    }
}
