package io.intercomsync.jdbc.internal.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2ErrorsTest {

    private static String advice(int code) {
        return H2Errors.INSTANCE.advice(new SQLException("told", String.valueOf(code), code));
    }

    @Test
    void a_canceled_statement_has_advice() {
        assertThat(advice(57014)).contains("QUERY_TIMEOUT").endsWith("then run again");
    }

    @ParameterizedTest
    @ValueSource(ints = {90028, 90031})
    void a_file_that_cannot_be_written_has_advice(int code) {
        assertThat(advice(code)).contains("whether the disk is full");
    }

    /** A savepoint that is gone has nothing to do with the disk. */
    @Test
    void an_error_that_h2_explains_itself_has_no_advice() {
        assertThat(advice(90063)).isEmpty();
    }
}
