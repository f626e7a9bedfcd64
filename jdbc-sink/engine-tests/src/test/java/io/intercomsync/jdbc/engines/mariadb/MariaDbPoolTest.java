package io.intercomsync.jdbc.engines.mariadb;

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

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K100, K121: pools over MariaDB with unusual settings. */
class MariaDbPoolTest {
    private static final TestDatabase DATABASE = TestDatabase.MARIADB;

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
                .schema(schema.toString())
                .history(USERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET time_zone = '+05:45'",
                "SET tx_isolation = 'SERIALIZABLE'",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH'",
                "SET default_storage_engine = 'Aria'",
                "SET character_set_connection = 'latin1', collation_connection = 'latin1_german2_ci'",
                "SET sql_safe_updates = 1",
                "SET autocommit = 0, completion_type = 'CHAIN'",
                "SET foreign_key_checks = 0, unique_checks = 0"
            })
    void settings_of_a_session_change_nothing(String setting) {
        JdbcSink sink = sink(DATABASE.url(), setting);

        sink.write(changes(user("1", T1, "\\x \u00e4"), tag("1", "x"), conversation("c", T1), part("p", "c")));
        WriteResult result =
                sink.store(changes(user("1", T1, "\\x \u00e4"), tag("1", "x"), conversation("c", T1), part("p", "c")));

        assertThat(result.changed().values()).allMatch(changed -> changed == 0);
        sink.write(changes(user("1", T2, "y"), conversation("c", T2), part("q", "c")));
        assertThat(sink.versions("w1", USERS, List.of(List.of("1")))).isEqualTo(Map.of(List.of("1"), Optional.of(T2)));
        assertThat(schema.rows(DATABASE, USERS))
                .extracting(row -> row.value("updated_at"))
                .containsExactly(T2);
        assertThat(DATABASE.query("SELECT \"name\" FROM " + schema.table("users_history") + " ORDER BY \"valid_from\""))
                .containsExactly("\\x \u00e4", "y");
    }

    @Test
    void a_user_without_create_stores_rows_if_all_tables_exist_and_learns_its_missing_rights_if_not() {
        JdbcSink owner = schema.sink(DATABASE);
        owner.write(changes(tag("1", "x")));
        owner.close();
        String user = "nocreate_" + schema;
        DATABASE.execute("CREATE USER \"" + user + "\"@'%'");
        DATABASE.execute("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON \"" + schema + "\".* TO \""
                + user + "\"@'%'");
        JdbcSink sink = sink(DATABASE.url().replace("user=tester", "user=" + user));

        sink.write(changes(tag("2", "y")));

        assertThatThrownBy(() -> sink.write(changes(user("1", T1, "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The user lacks rights");
        sink.write(changes(tag("3", "z")));
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2", "3");
    }
}
