package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.testkit.SinkContract;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests everything that the {@link JdbcSink} promises, with one dialect on a real database. It also tests all of the
 * {@link SinkContract}. Extend it, give it the database and the {@link Dialect}, and run it with JUnit 5:
 *
 * <pre>{@code
 * class AcmeSinkTest extends JdbcSinkContract {
 *     AcmeSinkTest() {
 *         super("jdbc:acme://localhost/test", new AcmeDialect());
 *     }
 * }
 * }</pre>
 *
 * <p>Each test has a schema of its own, {@code sync_contract_<random>_<number>}, and drops it at the end. So the user of the connection
 * must be allowed to create and drop schemas. Nothing else in the database is read or changed. The contract reads the tables by plain
 * JDBC and {@link Dialect#instant}, and spells the names in its own statements by {@link Dialect#quoted}.
 *
 * <p>Tests of optional abilities are skipped if the database or the dialect lacks them: check constraints, unique columns, a lock of the
 * writer ({@link DatabaseLocks#tryLock}) and views of lists ({@link Dialect#jsonItems}).
 *
 * @see SharedSchemaContract
 */
public abstract class JdbcSinkContract extends JdbcViewTests {

    /**
     * Creates the contract for a database at a JDBC URL.
     *
     * @param url the URL, which names the user if the database needs one
     */
    protected JdbcSinkContract(String url, Dialect dialect) {
        super(TestAddress.of(url, dialect));
    }

    /**
     * Creates the contract for a database at a JDBC URL, for a user with a password.
     *
     * @param user the user; {@code null} if the URL names one or the database needs none
     * @param password the password; {@code null} if the URL has it or the database needs none
     */
    protected JdbcSinkContract(String url, @Nullable String user, @Nullable String password, Dialect dialect) {
        super(TestAddress.of(url, user, password, dialect));
    }

    /** Creates the contract for the database that the source connects to. */
    protected JdbcSinkContract(DataSource source, Dialect dialect) {
        super(TestAddress.of(source, dialect));
    }

    private boolean hasLock() {
        return Arrays.stream(dialect.locks().getClass().getMethods())
                .anyMatch(method ->
                        method.getName().equals("tryLock") && method.getDeclaringClass() != DatabaseLocks.class);
    }

    @Test
    void a_second_writer_waits_for_the_first() {
        assumeTrue(hasLock(), "The dialect has no lock of the writer");
        JdbcSink first = newSink();
        first.write(changes(tag("1", "x")));
        JdbcSink second = schema.open(builder().writerWait(Duration.ofMillis(50)));

        assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has the place of the writer of the schema " + schema);

        first.close();
        second.write(changes(tag("2", "y")));
        assertThat(schema.live(TAGS)).containsExactly("1", "2");
    }

    @Test
    void the_lock_of_the_writer_outlasts_transactions_and_ends_with_its_connection() throws Exception {
        assumeTrue(hasLock(), "The dialect has no lock of the writer");
        DatabaseLocks locks = dialect.locks();
        String place = "the schema " + schema;
        try (Connection second = schema.access().connect()) {
            try (Connection first = schema.access().connect()) {
                first.setAutoCommit(false);
                assertThat(locks.tryLock(first, place)).isTrue();
                first.commit();

                assertThat(locks.tryLock(second, place)).as("a second lock").isFalse();
                assertThat(locks.isFree(second, place)).isFalse();
                locks.unlock(first, place);
                assertThat(locks.tryLock(second, place)).as("after unlock").isTrue();
            }
            locks.unlock(second, place);
            assertThat(locks.isFree(second, place)).isTrue();
        }
    }

    @Test
    void a_sink_that_has_not_seen_the_checkpoint_of_another_one_stores_nothing() {
        assumeFalse(hasLock(), "The lock keeps the second one out");
        JdbcSink one = newSink();
        JdbcSink other = newSink();
        assertThat(one.checkpoint("w1", "feed")).isEmpty();
        other.write(changesUpTo("1", tag("1", "x")));

        assertThatThrownBy(() -> one.write(changesUpTo("0", tag("1", "older"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has written");

        assertThat(one.checkpoint("w1", "feed")).map(Checkpoint::state).contains("1");
        one.write(changesUpTo("2", tag("1", "y")));
        assertThat(other.checkpoint("w1", "feed")).map(Checkpoint::state).contains("2");
    }
}
