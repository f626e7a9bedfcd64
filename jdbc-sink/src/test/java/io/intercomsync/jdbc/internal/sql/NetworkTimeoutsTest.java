package io.intercomsync.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K121: every answer comes within a limit, where the driver has limits. */
class NetworkTimeoutsTest {
    private final NetworkTimeouts timeouts = new NetworkTimeouts();
    private final List<Integer> limits = new ArrayList<>();

    /**
     * Returns a connection whose limit is the last of {@link #limits}.
     *
     * @param failure what the driver throws when it is asked for its limit; {@code null} if it knows it
     */
    private Connection connection(@Nullable Throwable failure, boolean isClosed) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isClosed" -> isClosed;
                    case "setNetworkTimeout" -> {
                        limits.add((Integer) arguments[1]);
                        yield null;
                    }
                    case "getNetworkTimeout" -> limit(failure);
                    default -> null;
                });
    }

    private int limit(@Nullable Throwable failure) throws Throwable {
        if (failure != null) {
            throw failure;
        }
        return limits.get(limits.size() - 1);
    }

    static Stream<Throwable> sayingThatThereAreNoLimits() {
        return Stream.of(
                new SQLException("not supported"),
                new SQLFeatureNotSupportedException(),
                new UnsupportedOperationException(),
                new AbstractMethodError());
    }

    @ParameterizedTest
    @MethodSource("sayingThatThereAreNoLimits")
    void a_driver_without_limits_is_left_alone(Throwable failure) throws SQLException {
        Connection connection = connection(failure, false);

        timeouts.begin(connection);
        timeouts.beginDefinition(connection);
        timeouts.endDefinition(connection);
        timeouts.beginEnd(connection);
        timeouts.end(connection);

        assertThat(limits).isEmpty();
    }

    @Test
    void a_connection_that_is_closed_is_no_driver_without_limits() {
        assertThatThrownBy(() -> timeouts.begin(connection(new SQLException("closed"), true)))
                .hasMessage("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 9_999})
    void a_shorter_limit_stays_to_the_end(int shorter) throws SQLException {
        limits.add(shorter);
        Connection connection = connection(null, false);

        timeouts.begin(connection);
        timeouts.beginDefinition(connection);
        timeouts.endDefinition(connection);
        timeouts.beginEnd(connection);
        timeouts.end(connection);

        assertThat(limits).containsOnly(shorter);
    }

    @Test
    void a_long_limit_is_shortened_only_for_the_end() throws SQLException {
        limits.add(60_000);
        Connection connection = connection(null, false);

        timeouts.begin(connection);
        timeouts.beginEnd(connection);
        timeouts.end(connection);

        assertThat(limits).endsWith(60_000, 10_000, 60_000);
    }
}
