package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Removal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock was wrong when the hub stored a change. */
class FlushFutureTimesTest extends HubTests {
    private static final Duration DECADES = Duration.ofDays(10_000);

    private final Recorder warehouse = new Recorder();

    @Test
    void K109_a_change_of_a_time_in_the_future_does_not_keep_removals_for_ever() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        hub().flushTo(warehouse);
        clock.advance(DECADES);
        fill(List.of(gone(USERS, Reason.DELETED, "u1")));
        clock.advance(DECADES.negated());
        fill(user("u2", "Rob"));
        clock.advance(Duration.ofDays(91));
        fill(tag("t", "vip"));
        hub().endRun();

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("further behind");
        assertEqual(warehouse);
    }

    @Test
    void K109_a_last_change_of_a_time_in_the_future_counts_as_recent() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        hub().flushTo(warehouse);
        clock.advance(DECADES);
        fill(List.of(gone(USERS, Reason.DELETED, "u1")));
        clock.advance(DECADES.negated());
        hub().endRun();

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).isEmpty();
        assertEqual(warehouse);
    }
}
