package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
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

    @Test
    void attributes_without_a_column_are_named_in_a_complete_report() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.attributesWithoutColumn(Set.of("plan"));
        IntStream.range(0, 20).forEach(i -> stats.attributesWithoutColumn(Set.of("seats " + i)));

        CollectionReport report = stats.report(null, null, false, 1, Duration.ZERO);

        assertThat(report.status()).isEqualTo(Status.COMPLETE);
        assertThat(report.message())
                .startsWith("values of custom attributes are in JSON alone, without a column: \"plan\", \"seats 0\"")
                .endsWith(" and 11 more");
    }
}
