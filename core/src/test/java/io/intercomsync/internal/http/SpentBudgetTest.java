package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call is sent only while the run may go on. */
class SpentBudgetTest extends HttpClientTest {
    private static final String NO_TAGS = "{\"type\":\"list\",\"data\":[]}";

    @Test
    void no_request_goes_beyond_the_budget() {
        Calls two = connection.calls(new Budget(2L, null, time));
        IntStream.range(0, 3).forEach(i -> server.then(NO_TAGS));
        two.tags();
        two.tags();

        assertThatThrownBy(two::tags).isInstanceOf(BudgetReachedException.class);

        assertThat(server.asked()).hasSize(2);
        assertThat(two.requests()).isEqualTo(2);
    }

    @Test
    void a_repeated_request_is_paid_for_and_the_failure_is_told_with_the_end_of_the_budget() {
        Calls two = connection.calls(new Budget(2L, null, time));
        IntStream.range(0, 3).forEach(i -> server.then(500, ""));

        assertThatThrownBy(two::tags)
                .isInstanceOf(BudgetReachedException.class)
                .hasMessageContaining("no more than 2 requests");

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void a_run_that_was_stopped_sends_nothing_more_although_the_interrupt_was_swallowed() {
        Budget run = new Budget(null, null, time);
        Calls stopped = connection.calls(run.forFeed());
        server.then(NO_TAGS);

        run.stop();

        assertThatThrownBy(stopped::tags)
                .isInstanceOf(TransportException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_call_gives_its_place_back_however_it_ends() {
        Calls oneAtATime = connection.calls(new Budget(null, null, time), 1);
        server.then(NO_TAGS).then(500, "").then(404, "").then(NO_TAGS);

        oneAtATime.tags();
        assertThatThrownBy(oneAtATime::tags).isInstanceOf(Exception.class);

        assertThat(oneAtATime.tags()).isNotNull();
    }
}
