package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.sql.Connection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Only one sink at a time writes to a schema, and a second one learns why it may not. */
class SecondWriterTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink over(TestDatabase database, WrappedSource.Fault fault) {
        return schema.open(JdbcSink.builder(new WrappedSource(database, fault))
                .schema(schema.toString())
                .maxRetryDuration(Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE"})
    void a_second_writer_waits_for_the_first_even_if_it_spells_the_schema_in_another_case(TestDatabase database) {
        JdbcSink first = schema.sink(database);
        first.write(changes(tag("1", "x")));
        JdbcSink second = schema.open(
                database.sink(schema.toString().toUpperCase(Locale.ROOT)).writerWait(Duration.ofMillis(50)));

        assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has the place of the writer of the schema " + schema);

        first.close();
        second.write(changes(tag("2", "y")));
        assertThat(schema.rows(database, TAGS)).hasSize(2);
    }

    @Test
    void a_writer_that_lost_its_place_undoes_nothing_that_another_one_stored() {
        AtomicReference<Connection> writing = new AtomicReference<>();
        JdbcSink sink = over(TestDatabase.POSTGRESQL, (connection, method) -> {
            if (method.equals("commit")) {
                writing.set(connection);
            }
        });
        sink.write(changesUpTo("1", tag("1", "x")));
        TestDatabase.cut(writing.get());
        JdbcSink another = schema.sink(TestDatabase.POSTGRESQL);
        another.write(changesUpTo("2", tag("1", "newer")));
        another.close();

        assertThatThrownBy(() -> sink.write(changesUpTo("older", tag("1", "older"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has written");

        assertThat(OwnSchema.state(sink)).isEqualTo("2");
        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS))
                .extracting(row -> row.value("name"))
                .containsExactly("newer");
        sink.write(changesUpTo("3", tag("1", "newest")));
        assertThat(OwnSchema.state(sink)).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"}) // in PostgreSQL, MariaDB and SQLite the lock keeps the second one out
    void a_sink_that_has_not_seen_the_checkpoint_of_another_one_in_its_program_fails(TestDatabase database) {
        JdbcSink one = schema.sink(database);
        JdbcSink other = schema.sink(database);
        assertThat(one.checkpoint("w1", "feed")).isEmpty();
        other.write(changesUpTo("1", tag("1", "x")));

        assertThatThrownBy(() -> one.write(changesUpTo("0", tag("1", "older"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has written");

        assertThat(OwnSchema.state(one)).isEqualTo("1");
        one.write(changesUpTo("2", tag("1", "y")));
        assertThat(OwnSchema.state(other)).isEqualTo("2");
    }

    @Test
    void a_second_writer_is_told_of_the_first() {
        schema.sink(TestDatabase.POSTGRESQL).write(changes(tag("1", "x")));
        JdbcSink second = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(Duration.ofMillis(50)));

        assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has the place of the writer of the schema " + schema);
    }

    @Test
    void one_of_two_sinks_in_a_program_that_write_the_same_fails() {
        JdbcSink other = schema.open(schema.in(TestDatabase.DUCKDB).maxRetryDuration(Duration.ZERO));
        AtomicBoolean isMeanwhile = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();
        JdbcSink sink = over(TestDatabase.DUCKDB, (connection, method) -> {
            if (method.equals("commit") && isMeanwhile.getAndSet(false)) {
                failures.addAndGet(failures(other));
            }
        });
        assertThat(failures(sink)).isZero(); // makes the tables, which are commits of their own
        TestDatabase.DUCKDB.execute("DELETE FROM \"" + schema + "\".\"users\"");
        for (int round = 1; round <= 2; round++) {
            isMeanwhile.set(true);

            failures.addAndGet(failures(sink));

            assertThat(failures).hasValue(round);
            assertThat(schema.rows(TestDatabase.DUCKDB, USERS)).hasSize(1);
            TestDatabase.DUCKDB.execute("DELETE FROM \"" + schema + "\".\"users\"");
        }
    }

    private static int failures(JdbcSink sink) {
        try {
            sink.write(changes(user("1", T1, "x")));
            return 0;
        } catch (SinkException e) {
            return 1;
        }
    }

    @Test
    void a_sink_that_is_closed_leaves_its_place_though_a_pool_keeps_the_connection() {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(TestDatabase.POSTGRESQL.url());
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        JdbcSink first = schema.open(JdbcSink.builder(pool).schema(schema.toString()));
        first.write(changes(tag("1", "x")));
        first.close();

        schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(Duration.ofMillis(50)))
                .write(changes(tag("2", "y")));

        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(2);
        pool.dispose();
    }

    @Test
    void a_writer_may_wait_for_any_time() {
        JdbcSink patient = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(ChronoUnit.FOREVER.getDuration()));

        patient.write(changes(tag("1", "x")));

        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(1);
    }
}
