package io.intercomsync.jdbc.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K123: the errors that MySQL and MariaDB share. */
class MySqlErrorCodesTest {
    private static final List<DatabaseErrors> BOTH = List.of(Dialects.MYSQL.errors(), Dialects.MARIADB.errors());

    @ParameterizedTest
    @ValueSource(ints = {1053, 1077, 1079, 1080})
    void a_server_that_stops_is_taken_for_a_lost_connection(int code) {
        SQLException stopping = new SQLException("Server shutdown in progress", "HY000", code);

        assertThat(BOTH).allSatisfy(errors -> {
            assertThat(errors.isConnectionLost(stopping)).isTrue();
            assertThat(errors.scope(stopping)).isEqualTo(ErrorScope.DATABASE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1040, 08004, raise max_connections",
        "1044, 42000, grant it rights on the database in the URL",
        "1049, 42000, name none in the URL",
        "1203, 42000, max_user_connections",
        "1226, 42000, max_user_connections"
    })
    void a_server_that_lets_nobody_in_is_told_with_the_remedy(int code, String state, String remedy) {
        SQLException refused = new SQLException("refused", state, code);

        assertThat(BOTH)
                .allSatisfy(errors -> assertThat(errors.connectAdvice(refused)).contains(remedy));
    }
}
