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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** K101: a failure to connect is told first in the words of the server or the pool, then with the remedy. */
class ConnectFailureTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private String failure(JdbcSink.Builder builder) {
        JdbcSink sink = schema.open(builder);
        String ofRead = catchThrowableOfType(SinkException.class, () -> sink.liveRows("w1", TAGS))
                .getMessage();
        String ofWrite = catchThrowableOfType(SinkException.class, () -> sink.write(changes(tag("1", "x"))))
                .getMessage();
        String ofRun = catchThrowableOfType(SinkException.class, () -> sink.beginRun("w1"))
                .getMessage();
        assertThat(ofRead)
                .startsWith("Cannot connect to the database: ")
                .isEqualTo(ofWrite)
                .isEqualTo(ofRun);
        return ofRead;
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
    void the_words_of_an_embedded_database_are_in_the_message(@TempDir Path folder) {
        assertThat(failure(JdbcSink.builder("jdbc:duckdb:" + folder.resolve("no/such/w.duckdb"))))
                .contains("Cannot open file", "whether the URL");
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
