package io.intercomsync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** K99: a definition that cannot have its lock is tried again for a while, and then says who holds the lock. */
class DefinitionsTest {
    private static final String LOCKED = "55P03";

    private final List<String> tried = new ArrayList<>();
    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);

    private Definitions refused(int times, String state) {
        return new Definitions(refusing(times, state), "intercom");
    }

    private Engine refusing(int times, String state) {
        return new Engine(Dialect.POSTGRESQL) {
            @Override
            long store(Connection to, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there) {
                return 0;
            }

            @Override
            void define(Connection by, String sql) throws SQLException {
                tried.add(sql);
                if (tried.size() <= times) {
                    throw new SQLException("refused", state);
                }
            }

            @Override
            boolean isLockTimeout(SQLException e) {
                return LOCKED.equals(e.getSQLState());
            }

            @Override
            String lockHolders(Connection by, String schema, @Nullable String table) {
                return "Session 7 holds " + schema + "." + table;
            }
        };
    }

    @Test
    void it_is_tried_until_it_gets_the_lock() throws SQLException {
        refused(1, LOCKED).run(connection, "tags", "ALTER TABLE tags");

        assertThat(tried).containsExactly("ALTER TABLE tags", "ALTER TABLE tags");
    }

    @Test
    void it_ends_in_time_and_names_the_session_in_the_way() {
        assertThatThrownBy(
                        () -> refused(1_000, LOCKED).run(connection, "tags", "ALTER TABLE tags", Duration.ofMillis(50)))
                .isInstanceOf(LockWaitException.class)
                .hasMessageContaining("Session 7 holds intercom.tags")
                .hasMessageContaining("defined by ALTER TABLE tags")
                .hasMessageContaining("tried for 50 ms");

        assertThat(tried).hasSize(2);
    }

    @Test
    void what_is_told_of_it_is_not_told_anew_of_the_whole_schema() {
        Engine engine = refusing(1_000, LOCKED);
        SQLException told = catchThrowableOfType(
                SQLException.class,
                () -> new Definitions(engine, "intercom").run(connection, "tags", "ALTER TABLE tags", Duration.ZERO));

        assertThat((Throwable) LockWaitException.explained(told, engine, connection, "intercom"))
                .isSameAs(told);
    }

    @Test
    void another_fault_is_no_reason_to_try_again() {
        assertThatThrownBy(() -> refused(1, "42501").run(connection, "tags", "ALTER TABLE tags"))
                .hasMessage("refused");

        assertThat(tried).hasSize(1);
    }
}
