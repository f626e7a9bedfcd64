package io.intercomsync.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** K99: a definition that does not get its lock is tried again for a while; then the message says who holds the lock. */
class DefinitionRunnerTest {
    private static final String LOCKED = "55P03";

    private final List<String> tried = new ArrayList<>();
    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);

    private DefinitionRunner refused(int times, String state) {
        return new DefinitionRunner(new SinkDatabase(refusing(times, state)), "intercom");
    }

    /** Refuses some definitions with this SQLState. */
    private Dialect refusing(int times, String state) {
        DatabaseSessions sessions = new DatabaseSessions() {
            @Override
            public void define(Connection by, String sql) throws SQLException {
                tried.add(sql);
                if (tried.size() <= times) {
                    throw new SQLException("refused", state);
                }
            }
        };
        DatabaseLocks locks = new DatabaseLocks() {
            @Override
            public String lockHolders(Connection by, String schema, @Nullable String table) {
                return "Session 7 holds " + schema + "." + table;
            }
        };
        DatabaseErrors errors = new DatabaseErrors() {
            @Override
            public boolean isLockTimeout(SQLException e) {
                return LOCKED.equals(e.getSQLState());
            }
        };
        return new TestDialect(sessions, locks, errors);
    }

    private record TestDialect(DatabaseSessions sessions, DatabaseLocks locks, DatabaseErrors errors)
            implements Dialect {
        @Override
        public String name() {
            return "Test";
        }

        @Override
        public String type(ColumnType type) {
            return type.name();
        }
    }

    @Test
    void a_definition_is_tried_until_it_gets_the_lock() throws SQLException {
        refused(1, LOCKED).run(connection, "tags", "ALTER TABLE tags");

        assertThat(tried).containsExactly("ALTER TABLE tags", "ALTER TABLE tags");
    }

    @Test
    void the_tries_end_in_time_and_the_session_in_the_way_is_named() {
        assertThatThrownBy(
                        () -> refused(1_000, LOCKED).run(connection, "tags", "ALTER TABLE tags", Duration.ofMillis(50)))
                .isInstanceOf(LockWaitException.class)
                .hasMessageContaining("Session 7 holds intercom.tags")
                .hasMessageContaining("this statement needs: ALTER TABLE tags")
                .hasMessageContaining("tried for 50 ms");

        assertThat(tried).hasSize(2);
    }

    @Test
    void a_message_that_names_sessions_is_not_explained_again() {
        Dialect dialect = refusing(1_000, LOCKED);
        DefinitionRunner definitions = new DefinitionRunner(new SinkDatabase(dialect), "intercom");
        SQLException told = catchThrowableOfType(
                SQLException.class, () -> definitions.run(connection, "tags", "ALTER TABLE tags", Duration.ZERO));

        assertThat((Throwable) LockWaitException.explained(told, dialect, connection, "intercom"))
                .isSameAs(told);
    }

    @Test
    void another_fault_is_no_reason_to_try_again() {
        assertThatThrownBy(() -> refused(1, "42501").run(connection, "tags", "ALTER TABLE tags"))
                .hasMessage("refused");

        assertThat(tried).hasSize(1);
    }
}
