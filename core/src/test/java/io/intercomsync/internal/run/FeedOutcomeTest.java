package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.pace.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedOutcomeTest {
    private final RuntimeException fault = new IllegalStateException("broken");

    private final FakeTime time = new FakeTime();
    private final FeedOutcome outcome = new FeedOutcome(time);

    @Test
    void a_read_that_has_not_ended_does_not_pass_for_complete() {
        time.advance(Duration.ofSeconds(3));

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.failureToReport()).hasMessage("The read did not come to its end");
        assertThat(outcome.duration()).isZero();
        assertThat(outcome.soFar()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_read_that_has_ended_stays_whole_whatever_comes_later() {
        time.advance(Duration.ofSeconds(3));
        outcome.end();
        time.advance(Duration.ofSeconds(3));

        outcome.stop();

        assertThat(outcome.failUnlessEnded(fault)).isFalse();
        assertThat(outcome.isStopped()).isFalse();
        assertThat(outcome.failureToReport()).isNull();
        assertThat(outcome.duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void rows_that_could_not_be_stored_fail_a_read_that_has_ended() {
        outcome.end();

        assertThat(outcome.fail(fault)).isTrue();

        assertThat(outcome.failureToReport()).isSameAs(fault);
    }

    @Test
    void the_first_failure_counts() {
        assertThat(outcome.failUnlessEnded(fault)).isTrue();
        assertThat(outcome.fail(new IllegalStateException("its consequence"))).isFalse();
        outcome.stop();

        assertThat(outcome.failure()).isSameAs(fault);
        assertThat(outcome.failureToReport()).isSameAs(fault);
        assertThat(outcome.isStopped()).isFalse();
    }

    @Test
    void a_read_that_was_stopped_stays_stopped() {
        outcome.stop();
        outcome.stop();

        assertThat(outcome.isStopped()).isTrue();
        assertThat(outcome.failure()).isNotNull();
    }
}
