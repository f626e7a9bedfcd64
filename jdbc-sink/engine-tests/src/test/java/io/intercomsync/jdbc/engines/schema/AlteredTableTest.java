package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that somebody else made or altered. */
class AlteredTableTest {
    private static final String INDEX = "conversation_parts_conversation_id_idx";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Row at(String id, String latitude) {
        return row(USERS, Map.of("id", id, "location_data_latitude", new BigDecimal(latitude)));
    }

    private void makeUsersWithLatitudes(TestDatabase database, String type) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table(USERS)
                + " (\"id\" VARCHAR NOT NULL PRIMARY KEY, \"location_data_latitude\" " + type + ")");
    }

    private List<BigDecimal> latitudes(TestDatabase database) {
        return database
                .query("SELECT CAST(\"location_data_latitude\" AS VARCHAR) FROM " + schema.table(USERS)
                        + " ORDER BY \"id\"")
                .stream()
                .map(text -> new BigDecimal(text.toString()).stripTrailingZeros())
                .toList();
    }

    private String typeOfLatitudes(TestDatabase database) {
        return database.query("SELECT concat(data_type, ' ', numeric_precision, ' ', numeric_scale)"
                        + " FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = 'users' AND column_name = 'location_data_latitude'")
                .get(0)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"}) // DuckDB and MariaDB have no two names that differ by case alone
    void of_columns_that_differ_by_case_alone_the_one_spelt_exactly_is_written(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table(TAGS)
                + " (\"NAME\" VARCHAR, \"id\" VARCHAR NOT NULL PRIMARY KEY, \"name\" VARCHAR, \"Name\" VARCHAR)");

        schema.sink(database).write(changes(tag("1", "x")));

        assertThat(database.query("SELECT \"name\" FROM " + schema.table(TAGS))).containsExactly("x");
        assertThat(database.query("SELECT coalesce(\"NAME\", \"Name\", 'none') FROM " + schema.table(TAGS)))
                .containsExactly("none");
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE) // has no exact decimals, and the sink refuses NUMERIC
    void a_column_of_few_digits_is_widened_before_it_would_round(TestDatabase database) {
        makeUsersWithLatitudes(database, "NUMERIC(10, 2)");
        JdbcSink sink = schema.sink(database);

        sink.write(changes(at("1", "-12345678.9"), at("2", "0.250")));
        assertThat(typeOfLatitudes(database)).contains("10 2");
        sink.write(changes(at("3", "0.125")));
        assertThat(typeOfLatitudes(database)).matches("(numeric|decimal).*").doesNotContain("10 2");
        sink.write(changes(at("4", "1234567890.123456789"), at("5", "1e300")));

        assertThat(latitudes(database))
                .containsExactlyElementsOf(Stream.of("-12345678.9", "0.25", "0.125", "1234567890.123456789", "1e300")
                        .map(BigDecimal::new)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE) // has no exact decimals, and the sink refuses NUMERIC
    void a_column_of_whole_numbers_only_is_widened_where_others_come(TestDatabase database) {
        makeUsersWithLatitudes(database, "NUMERIC(38, 0)");
        BigDecimal large = new BigDecimal("12345678901234567890123456789012345678");
        JdbcSink sink = schema.sink(database);

        sink.write(changes(at("1", large.toString())));
        sink.write(changes(at("2", "0.1")));

        assertThat(latitudes(database)).containsExactly(large, new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @EnumSource
    void columns_that_are_altered_while_the_sink_is_closed_are_seen_when_it_is_used_again(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x"), at("1", "0.1")));
        sink.close();
        database.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN \"name\"");
        database.execute("ALTER TABLE " + schema.table(TAGS) + " ADD COLUMN \"mine\" INTEGER DEFAULT 7");
        if (database != TestDatabase.SQLITE) { // which changes no types, and has texts here
            database.execute("ALTER TABLE " + schema.table(USERS)
                    + " ALTER COLUMN \"location_data_latitude\" SET DATA TYPE VARCHAR");
        }

        sink.write(changes(tag("1", "x"), tag("2", "y"), at("2", "0.2")));

        assertThat(database.query(
                        "SELECT concat(\"name\", ' ', \"mine\") FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly("x 7", "y 7");
        assertThat(latitudes(database)).containsExactly(new BigDecimal("0.1"), new BigDecimal("0.2"));
        sink.close();
        database.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN \"name\"");
        database.execute("ALTER TABLE " + schema.table(TAGS) + " ADD COLUMN \"name\" DATE");

        assertThatThrownBy(() -> sink.write(changes(tag("3", "z"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Rename the column");
    }

    @Test
    void columns_that_duckdb_fills_itself_are_left_to_it() {
        TestDatabase database = TestDatabase.DUCKDB;
        schema.create(database);
        database.execute("CREATE SEQUENCE " + schema.table("numbers"));
        database.execute("CREATE TABLE " + schema.table(TAGS) + " (\"number\" BIGINT DEFAULT nextval('" + schema
                + ".numbers'), \"id\" VARCHAR NOT NULL, \"at\" TIMESTAMP DEFAULT current_timestamp,"
                + " \"odd\" STRUCT(a INTEGER[]), \"unique\" UUID DEFAULT uuid(), \"name\" VARCHAR,"
                + " \"loud\" VARCHAR GENERATED ALWAYS AS (upper(\"name\")))");
        JdbcSink sink = schema.sink(database);

        sink.write(changes(tag("1", "x"), tag("2", "y")));
        sink.write(changes(tag("2", "z")));

        assertThat(database.query("SELECT \"number\" FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly(1L, 3L);
        assertThat(database.query("SELECT \"loud\" FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly("X", "Z");
        assertThat(database.query(
                        "SELECT DISTINCT \"unique\" FROM " + schema.table(TAGS) + " WHERE \"at\" > '2024-01-01'"))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"}) // DuckDB needs no index; in MariaDB a name is that of its table alone
    void the_index_of_parts_is_made_as_soon_as_its_name_is_free(TestDatabase database) throws SQLException {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("others") + " (\"x\" INTEGER)");
        database.execute("CREATE INDEX " + (database == TestDatabase.H2 ? schema.table(INDEX) : '"' + INDEX + '"')
                + " ON " + schema.table("others") + " (\"x\")");
        JdbcSink sink = schema.sink(database);

        sink.write(changes(conversation("c", T1), part("1", "c")));
        assertThat(indexesOfParts(database)).isEmpty();
        sink.close();
        database.execute("DROP INDEX " + schema.table(INDEX));
        for (int i = 0; i < 2; i++) {
            sink.write(changes(conversation("c", T2), part("1", "c"), part("2", "c")));
            sink.close();

            assertThat(indexesOfParts(database)).containsExactly(INDEX);
        }
    }

    private List<String> indexesOfParts(TestDatabase database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                ResultSet columns = connection
                        .getMetaData()
                        .getIndexInfo(connection.getCatalog(), schema.toString(), "conversation_parts", false, true)) {
            while (columns.next()) {
                if ("conversation_id".equals(columns.getString("COLUMN_NAME"))) {
                    names.add(columns.getString("INDEX_NAME"));
                }
            }
        }
        return names;
    }
}
