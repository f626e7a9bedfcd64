package io.intercomsync.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaterKeysTest {
    @Test
    void keys_are_compared_as_lists_where_the_database_can() {
        assertThat(LaterKeys.condition(Dialects.POSTGRESQL, List.of("a", "b"))).isEqualTo("(a, b) > (?, ?)");
        assertThat(LaterKeys.parameters(Dialects.POSTGRESQL, List.of("1", "2"))).containsExactly("1", "2");
    }

    @Test
    void keys_are_compared_column_by_column_elsewhere() {
        assertThat(LaterKeys.condition(Dialects.SQL_SERVER, List.of("a", "b")))
                .isEqualTo("((a > ?) OR (a = ? AND b > ?))");
        assertThat(LaterKeys.parameters(Dialects.SQL_SERVER, List.of("1", "2"))).containsExactly("1", "1", "2");
    }
}
