package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** K101, K123: a failure to connect is told first in the words of the server or the pool, then with the remedy. */
class ConnectFailureTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private String failure(JdbcSink.Builder builder) {
        JdbcSink sink = schema.open(builder);
        String ofRead = failure(() -> sink.liveRows("w1", TAGS));
        String ofWrite = failure(() -> sink.write(changes(tag("1", "x"))));
        String ofRun = failure(() -> sink.beginRun("w1"));
        assertThat(ofRead)
                .startsWith("Cannot connect to the database: ")
                .isEqualTo(ofWrite)
                .isEqualTo(ofRun);
        return ofRead;
    }

    /** Returns the message, without the number that MariaDB's driver gives each connection. */
    private static String failure(ThrowingCallable work) {
        return catchThrowableOfType(SinkException.class, work).getMessage().replaceFirst("\\(conn=\\d+\\) ", "");
    }

    @Test
    void the_words_of_the_server_are_in_the_message() {
        String url = TestDatabase.POSTGRESQL.url();

        assertThat(failure(JdbcSink.builder(url.replace("/postgres?", "/nosuch?"))))
                .contains("database \"nosuch\" does not exist", "create it, or correct the URL");
        assertThat(failure(JdbcSink.builder(url.replaceAll("\\?.*", ""))
                        .user("nobody")
                        .password("s3cret")))
                .contains("role \"nobody\" does not exist", "does not accept the user or the password")
                .doesNotContain("s3cret");
        assertThat(failure(JdbcSink.builder("jdbc:postgresql://127.0.0.1:1/db?user=u&password=s3cret")))
                .contains("127.0.0.1:1 refused", "whether it can be reached at the host and port")
                .doesNotContain("s3cret");
        assertThat(failure(JdbcSink.builder("jdbc:postgresql://u:s3cret@127.0.0.1:1/db")))
                .doesNotContain("s3c");
        assertThat(failure(JdbcSink.builder(url + "&options=-c%20nosuch_setting%3D1")))
                .contains("unrecognized configuration parameter", "settings of the connection");
    }

    @Test
    void the_words_of_mariadb_are_in_the_message() {
        String url = TestDatabase.MARIADB.url();
        String secretive = "secretive_" + schema;
        TestDatabase.MARIADB.execute("CREATE USER \"" + secretive + "\"@'%' IDENTIFIED BY 'right'");

        assertThat(failure(JdbcSink.builder(url.replace("user=tester", "user=" + secretive + "&password=s3cret"))))
                .contains("Access denied for user '" + secretive + "'@'", "(using password: YES)")
                .contains("does not accept the user or the password")
                .doesNotContain("s3cret");
        assertThat(failure(JdbcSink.builder(url.replace("/?", "/nosuch?"))))
                .contains("Unknown database 'nosuch'", "name none in the URL");
        assertThat(failure(JdbcSink.builder("jdbc:mariadb://127.0.0.1:1/?user=u&password=s3cret")))
                .contains("Connection refused", "whether it can be reached at the host and port")
                .doesNotContain("s3cret");
        assertThat(failure(JdbcSink.builder("jdbc:mariadb://u:s3cret@127.0.0.1:1/db")))
                .contains("Incorrect port value")
                .doesNotContain("s3c");
    }

    @Test
    void mysqls_driver_gets_the_same_advice() {
        String url = TestDatabase.MARIADB.url().replace("jdbc:mariadb:", "jdbc:mysql:");

        assertThat(failure(JdbcSink.builder(url.replace("/?", "/nosuch?"))))
                .contains("Unknown database 'nosuch'", "name none in the URL");
    }

    @Test
    void a_server_that_refuses_tls_is_told_with_the_remedy() {
        assertThat(failure(JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&sslmode=require")))
                .contains("The server does not support SSL", "demands or offers TLS");
    }

    @Test
    void a_file_that_is_damaged_or_of_another_kind_is_told_with_the_remedy(@TempDir Path folder) throws IOException {
        for (String name : List.of("letter.duckdb", "letter.mv.db", "letter.db")) {
            Files.writeString(folder.resolve(name), "a letter to somebody else".repeat(1_000));
        }

        assertThat(failure(JdbcSink.builder("jdbc:duckdb:" + folder.resolve("letter.duckdb"))))
                .contains("not a valid DuckDB database file", "Name another file");
        assertThat(failure(JdbcSink.builder("jdbc:h2:" + folder.resolve("letter"))))
                .contains("File corrupted", "Restore it from a backup");
        assertThat(failure(JdbcSink.builder("jdbc:sqlite:" + folder.resolve("letter.db"))))
                .contains("[SQLITE_NOTADB]", "Name another file");
        assertThat(failure(JdbcSink.builder("jdbc:h2:tcp://127.0.0.1:1/w"))).contains("whether the server of H2 runs");
    }

    @Test
    void a_file_of_duckdb_that_was_overwritten_is_told_as_damaged(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.duckdb");
        String url = "jdbc:duckdb:" + file;
        try (JdbcSink whole = JdbcSink.builder(url).build()) {
            whole.write(changes(tag("1", "x")));
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
        Files.write(file, bytes);

        assertThat(failure(JdbcSink.builder(url))).contains("Corrupt database file", "Restore it from a backup");
    }

    @Test
    void the_words_of_an_embedded_database_are_in_the_message(@TempDir Path folder) {
        assertThat(failure(JdbcSink.builder("jdbc:duckdb:" + folder.resolve("no/such/w.duckdb"))))
                .contains("Cannot open file", "Check that the folder exists");
        assertThat(failure(JdbcSink.builder("jdbc:h2:" + folder.resolve("w") + ";NOSUCH=1;PASSWORD=s3cret")))
                .contains("NOSUCH")
                .doesNotContain("s3cret");
    }

    @Test
    void the_words_of_a_pool_and_of_its_cause_are_in_the_message() {
        SQLException refused =
                new SQLException("Connection to db:5432 refused\r\nforged line password=s3cret", "08001");
        WrappedSource pool = new WrappedSource(
                () -> {
                    throw new SQLTransientConnectionException(
                            "pool - Connection is not available, request timed out after 1ms.", refused);
                },
                (connection, method) -> {});
        WrappedSource failed = new WrappedSource(
                () -> {
                    throw new IllegalStateException("Failed to initialize pool", new SQLException("bad user", "28P01"));
                },
                (connection, method) -> {});

        assertThat(failure(JdbcSink.builder(pool)))
                .contains("timed out after 1ms: Connection to db:5432 refused forged line password=***. See whether")
                .doesNotContain("s3cret", "\n", "\r");
        assertThat(failure(JdbcSink.builder(failed)))
                .contains("Failed to initialize pool: bad user. The database does not accept the user");
    }

    @Test
    void a_secret_is_masked_with_all_its_characters() {
        WrappedSource pool = new WrappedSource(
                () -> {
                    throw new SQLException("cannot connect with password=s3\u200bcret", "08001");
                },
                (connection, method) -> {});

        assertThat(failure(JdbcSink.builder(pool)))
                .contains("password=***.")
                .doesNotContain("s3")
                .doesNotContain("cret");
    }

    @Test
    void causes_that_lead_in_a_circle_are_told_once() {
        SQLException one = new SQLException("one", "08001");
        one.initCause(new SQLException("other", one));
        WrappedSource pool = new WrappedSource(
                () -> {
                    throw one;
                },
                (connection, method) -> {});

        assertThat(assertTimeoutPreemptively(Duration.ofMinutes(1), () -> failure(JdbcSink.builder(pool))))
                .contains("one: other. See whether");
    }

    @Test
    void the_cause_holds_no_secret_either() {
        WrappedSource pool = new WrappedSource(
                () -> {
                    throw new SQLException("cannot reach jdbc:x://db?user=u&password=s3cret&ssl=true");
                },
                (connection, method) -> {});

        assertThatThrownBy(() -> schema.open(JdbcSink.builder(pool)).liveKeys("w1", TAGS))
                .satisfies(e -> {
                    StringWriter printed = new StringWriter();
                    e.printStackTrace(new PrintWriter(printed));
                    assertThat(printed.toString())
                            .contains("password=***&ssl=true")
                            .doesNotContain("s3cret");
                });
    }
}
