package io.intercomsync.jdbc.engines.dialect;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.Removal.Reason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traits of databases that the tests cannot run, which H2 is given here. */
class OddDatabaseTest {
    private static final TestDatabase DATABASE = TestDatabase.H2;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Answers calls of a dialect; {@code null} if H2's own answer is right. */
    @FunctionalInterface
    private interface Trait {
        @Nullable
        Object answer(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T with(Class<T> type, Object real, Trait trait) {
        return type.cast(Proxy.newProxyInstance(
                OddDatabaseTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = trait.answer(method.getName(), arguments);
                    try {
                        return answer == null ? method.invoke(real, arguments) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Dialect withoutTransactions() {
        DatabaseSessions sessions = with(
                DatabaseSessions.class,
                Dialects.H2.sessions(),
                (method, arguments) -> method.equals("hasTransactions") ? false : null);
        return with(Dialect.class, Dialects.H2, (method, arguments) -> method.equals("sessions") ? sessions : null);
    }

    /** Snowflake and BigQuery are asked for microseconds, since their drivers read times in different zones. */
    private static Dialect withMicroseconds() {
        return with(Dialect.class, Dialects.H2, (method, arguments) -> switch (method) {
            case "instantValue" ->
                "DATEDIFF(MICROSECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', " + arguments[0] + ")";
            case "instant" -> micros((ResultSet) arguments[0], (int) arguments[1]);
            default -> null;
        });
    }

    private static Instant micros(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Instant.EPOCH.plusNanos(micros * 1_000);
    }

    private JdbcSink.Builder in(Dialect dialect) {
        return schema.in(DATABASE).dialect(dialect);
    }

    private static Row withAttributes(IntercomCollection collection, String id, String json) {
        return row(collection, Map.of("id", id, "updated_at", T1, "custom_attributes", json));
    }

    private List<Object> query(String sql, String table) {
        return DATABASE.query(sql.formatted(schema.table(table)));
    }

    @Test
    void history_reads_times_as_the_dialect_does() {
        JdbcSink sink = schema.open(in(withMicroseconds()).history(USERS));

        sink.store(changes(user("1", T1, "Ada"), user("2", T1, "Bob")));
        sink.store(changes("w1", List.of(gone(USERS, "2", Reason.DELETED)), user("1", T2, "Ada L.")));
        sink.store(changes(user("2", T2.plusSeconds(1), "Bob")));

        assertThat(query(
                        "SELECT concat(\"name\", ' ', \"valid_from\" = TIMESTAMP WITH TIME ZONE '2024-05-01 10:00:00+00', ' ',"
                                + " \"is_current\") FROM %s ORDER BY \"id\", \"valid_from\"",
                        "users_history"))
                .containsExactly("Ada TRUE FALSE", "Ada L. FALSE TRUE", "Bob TRUE FALSE", "Bob FALSE TRUE");
    }

    @Test
    void history_of_rows_with_two_keys_compares_no_lists_where_the_database_cannot() {
        List<String> statements = new ArrayList<>();
        Dialect dialect = with(Dialect.class, Dialects.H2, (method, arguments) -> {
            if (method.equals("first")) {
                statements.add((String) arguments[1]);
            }
            return method.equals("comparesLists") ? false : null;
        });
        Row[] profiles = IntStream.range(0, 4_001)
                .mapToObj(i -> row(SOCIAL_PROFILES, Map.of("person_id", "p" + i % 7, "id", "s" + i)))
                .toArray(Row[]::new);
        schema.sink(DATABASE).store(changes(profiles));

        schema.open(in(dialect).history(SOCIAL_PROFILES)).store(changes(profiles[0]));

        assertThat(query("SELECT count(*) FROM %s WHERE \"is_current\"", "social_profiles_history"))
                .containsExactly(4_001L);
        assertThat(statements).isNotEmpty().noneMatch(sql -> sql.contains(") > ("));
    }

    @Test
    void without_transactions_an_attribute_of_a_late_row_gets_its_value() {
        Row[] rows = IntStream.range(0, 300)
                .mapToObj(i -> withAttributes(USERS, "u" + i, i == 299 ? "{\"late\":7}" : "{}"))
                .toArray(Row[]::new);

        schema.open(in(withoutTransactions())).store(changes(rows));

        assertThat(query("SELECT \"custom_attributes_late\" FROM %s WHERE \"id\" = 'u299'", "users"))
                .containsExactly(7L);
    }

    @Test
    void without_transactions_rows_get_their_versions_although_another_table_lacks_a_column() {
        schema.open(in(withoutTransactions()).history(USERS))
                .store(changes(withAttributes(USERS, "u", "{}"), withAttributes(CONTACTS, "c", "{\"late\":7}")));

        assertThat(query("SELECT \"id\" FROM %s", "users_history")).containsExactly("u");
    }

    @Test
    void without_transactions_rows_get_their_versions_when_a_unit_is_sent_again() {
        schema.open(in(withoutTransactions()).history(USERS)).store(changes(user("1", T1, "Ada")));
        AtomicInteger left = new AtomicInteger(1_000);
        for (int statements = 1; statements < 60; statements++) {
            left.set(statements);
            WrappedSource source = new WrappedSource(DATABASE, (connection, method) -> {
                if (method.equals("prepareStatement") && left.decrementAndGet() <= 0) {
                    throw new SQLException("stop", "58000");
                }
            });
            Row changed = user("1", T1.plusSeconds(statements), "Ada " + statements);
            JdbcSink.Builder dying = JdbcSink.builder(source)
                    .schema(schema.toString())
                    .dialect(withoutTransactions())
                    .history(USERS);
            boolean isDead;
            try (JdbcSink sink = dying.build()) {
                sink.store(changes(changed));
                isDead = false;
            } catch (SinkException e) {
                isDead = true;
            }

            schema.open(in(withoutTransactions()).history(USERS)).store(changes(changed));

            assertThat(query("SELECT \"name\" FROM %s WHERE \"is_current\"", "users_history"))
                    .as("after a death at statement %d", statements)
                    .containsExactly("Ada " + statements);
            if (!isDead) {
                assertThat(statements).isGreaterThan(10);
                return;
            }
        }
        assertThat(false).as("a unit that dies at no statement").isTrue();
    }

    @Test
    void K98_a_run_that_waits_for_its_place_asks_who_has_it_only_to_say_so() {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger questions = new AtomicInteger();
        DatabaseLocks locks = with(DatabaseLocks.class, Dialects.H2.locks(), (method, arguments) -> switch (method) {
            case "tryLock" -> tries.incrementAndGet() < 0;
            case "holder" -> "run " + questions.incrementAndGet();
            default -> null;
        });
        Dialect dialect =
                with(Dialect.class, Dialects.H2, (method, arguments) -> method.equals("locks") ? locks : null);
        JdbcSink sink = schema.open(in(dialect).writerWait(Duration.ofMillis(450)));

        assertThatThrownBy(() -> sink.beginRun("w1"))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("run 2");

        assertThat(tries).hasValueGreaterThan(2);
    }

    @Test
    void K126_the_next_run_looks_for_the_views_although_the_sink_kept_its_tables() {
        AtomicBoolean isLocked = new AtomicBoolean(true);
        DatabaseCatalog catalog = with(DatabaseCatalog.class, Dialects.H2.catalog(), (method, arguments) -> {
            if (method.equals("views") && isLocked.get()) {
                throw new SQLException("locked", "HYT00");
            }
            return null;
        });
        Dialect dialect =
                with(Dialect.class, Dialects.H2, (method, arguments) -> method.equals("catalog") ? catalog : null);
        JdbcSink sink = schema.open(in(dialect));
        storeInRun(sink, user("1", T1, "Ada"), withAttributes(CONTACTS, "c", "{}"));
        isLocked.set(false);
        assertThat(DATABASE.tables(schema.toString())).doesNotContain("people");

        storeInRun(sink, user("1", T2, "Ada L."));

        assertThat(DATABASE.tables(schema.toString())).contains("people");
    }

    private static void storeInRun(JdbcSink sink, Row... rows) {
        sink.beginRun("w1");
        sink.store(changes(rows));
        sink.endRun();
    }
}
