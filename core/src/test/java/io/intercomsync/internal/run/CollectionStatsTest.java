package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CollectionStatsTest {

    @Test
    void an_object_that_came_after_two_refusals_is_not_kept_out() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.refused(new Fault("u1", "the sink is full"));
        stats.refused(new Fault("u1", "the sink is full"));

        stats.takeBack("u1");

        assertThat(stats.report(null, null, false, 1, Duration.ZERO).status()).isEqualTo(Status.COMPLETE);
    }
}
