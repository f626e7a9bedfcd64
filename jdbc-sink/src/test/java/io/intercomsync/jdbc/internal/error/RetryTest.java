package io.intercomsync.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final SQLException lost = new SQLException("gone", "08006");
    private final SQLException conflict = new SQLException("deadlock", "40001");
    private final SQLException ofARow = new SQLException("too long", "22001");
    private final SQLException diskFull = new SQLException("disk full", "53100");

    private final PassingTime time = new PassingTime();
    private final Retry retry = new Retry(Duration.ofSeconds(20), time);

    @Test
    void begins_at_once_and_goes_on_with_longer_pauses_until_its_time_is_over() {
        int attempts = 1;
        while (retry.again(lost, DatabaseErrors.STANDARD, false)) {
            attempts++;
        }

        assertThat(time.now).isEqualTo(Duration.ofSeconds(20).toNanos());
        assertThat(time.pauses.get(0)).isZero();
        for (int i = 1; i < time.pauses.size() - 1; i++) {
            Duration most = Duration.ofMillis(Math.min(5_000, 100L << i));
            assertThat(time.pauses.get(i)).as("pause %s", i).isBetween(most.dividedBy(2), most);
        }
        assertThat(retry.told()).isEqualTo(" in " + attempts + " attempts, within 20 s");
    }

    @Test
    void a_lost_connection_leaves_open_if_the_attempt_was_committed() {
        assertThat(retry.isCommitUnknown()).isFalse();
        assertThat(retry.told()).isEmpty();

        assertThat(retry.again(lost, DatabaseErrors.STANDARD, false)).isTrue();
        assertThat(retry.again(conflict, DatabaseErrors.STANDARD, false)).isTrue();

        assertThat(retry.isCommitUnknown()).isTrue();
    }

    @Test
    void a_transaction_that_gave_way_to_another_one_was_not_committed() {
        assertThat(retry.again(conflict, DatabaseErrors.STANDARD, false)).isTrue();

        assertThat(retry.isCommitUnknown()).isFalse();
    }

    @Test
    void an_error_that_does_not_pass_is_not_tried_again() {
        assertThat(retry.again(ofARow, DatabaseErrors.STANDARD, false)).isFalse();
        assertThat(retry.again(diskFull, DatabaseErrors.STANDARD, true)).isFalse();
        assertThat(time.pauses).isEmpty();
        assertThat(retry.isCommitUnknown()).isFalse();

        assertThat(retry.again(ofARow, DatabaseErrors.STANDARD, true)).isTrue();
        assertThat(retry.isCommitUnknown()).isTrue();
    }

    @Test
    void a_database_that_takes_no_connection_yet_is_asked_again() {
        assertThat(again(lost)).isTrue();
        assertThat(again(new SQLException("too many connections", "53300"))).isTrue();
        assertThat(again(new SQLException("wrong password", "28P01"))).isFalse();
        assertThat(retry.again(new SinkException("No connection"), DatabaseErrors.STANDARD))
                .isFalse();
    }

    private boolean again(SQLException cause) {
        return retry.again(new SinkException("No connection", cause), DatabaseErrors.STANDARD);
    }

    @Test
    void nothing_is_tried_again_where_no_time_is_given() {
        assertThat(new Retry(Duration.ZERO, time).again(lost, DatabaseErrors.STANDARD, false))
                .isFalse();
    }

    @Test
    void an_interrupt_ends_the_wait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retry.again(lost, DatabaseErrors.STANDARD, false))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Interrupted while waiting");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Passes as fast as somebody waits. */
    private static final class PassingTime implements WaitTime {
        private final List<Duration> pauses = new ArrayList<>();
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            pauses.add(Duration.ofNanos(nanos));
            now += nanos;
        }
    }
}
