package io.intercomsync.jdbc.engines.connection;

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
import static org.assertj.core.api.Assertions.tuple;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K100: pools over PostgreSQL with unusual settings. */
class AwkwardPoolTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink sink(String url, String... settings) {
        WrappedSource.Opening opening = () -> {
            Connection connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                for (String setting : settings) {
                    statement.execute(setting);
                }
            }
            connection.setAutoCommit(false);
            return connection;
        };
        return schema.open(JdbcSink.builder(new WrappedSource(opening, (connection, method) -> {}))
                .schema(schema.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET TimeZone = 'Asia/Kolkata'",
                "SET TimeZone = 'America/St_Johns'",
                "SET DateStyle = 'ISO, DMY'; SET IntervalStyle = 'sql_standard'",
                "SET default_transaction_isolation = 'serializable'",
                "SET search_path = ''",
                "SET search_path = decoys, pg_catalog",
                "SET standard_conforming_strings = off; SET backslash_quote = off",
                "SET bytea_output = 'escape'; SET extra_float_digits = -15"
            })
    void settings_of_a_session_change_nothing(String setting) throws SQLException {
        TestDatabase.POSTGRESQL.execute(
                "DROP SCHEMA IF EXISTS decoys CASCADE; CREATE SCHEMA decoys;"
                        + " CREATE TABLE decoys.users (x int); CREATE TABLE decoys.tags (x int);"
                        + " CREATE FUNCTION decoys.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'");
        JdbcSink sink = sink(TestDatabase.POSTGRESQL.url(), setting);

        sink.write(changes(user("1", T1, "\\x"), tag("1", "x"), conversation("c", T1), part("p", "c")));
        WriteResult result =
                sink.store(changes(user("1", T1, "\\x"), tag("1", "x"), conversation("c", T1), part("p", "c")));

        assertThat(result.changed().values()).allMatch(changed -> changed == 0);
        sink.write(changes(user("1", T2, "y"), conversation("c", T2), part("q", "c")));
        assertThat(schema.rows(TestDatabase.POSTGRESQL, USERS))
                .extracting(row -> row.value("name"), row -> row.value("updated_at"))
                .containsExactly(tuple("y", T2));
        assertThat(sink.versions("w1", USERS, List.of(List.of("1")))).isEqualTo(Map.of(List.of("1"), Optional.of(T2)));
        assertThat(schema.live(TestDatabase.POSTGRESQL, CONVERSATION_PARTS)).containsExactly("p", "q");
        try (Stream<List<String>> keys = sink.liveKeys("w1", TAGS)) {
            assertThat(keys).containsExactly(List.of("1"));
        }
    }

    @Test
    void a_role_without_create_stores_rows_if_all_tables_exist_and_learns_its_missing_rights_if_not() {
        JdbcSink owner = schema.sink(TestDatabase.POSTGRESQL);
        owner.write(changes(tag("1", "x"), conversation("c", T1), part("p", "c")));
        owner.close();
        String role = "nocreate_" + schema;
        TestDatabase.POSTGRESQL.execute("CREATE ROLE " + role + " LOGIN; GRANT USAGE ON SCHEMA " + schema + " TO "
                + role + "; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        JdbcSink sink = sink(TestDatabase.POSTGRESQL.url().replaceAll("user=\\w+", "user=" + role));

        sink.write(changes(tag("2", "y"), conversation("c", T2), part("q", "c")));

        assertThat(schema.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1", "2");
        assertThatThrownBy(() -> sink.write(changes(user("1", T1, "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The user lacks rights");
        sink.write(changes(tag("3", "z")));
        assertThat(schema.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1", "2", "3");
    }
}
