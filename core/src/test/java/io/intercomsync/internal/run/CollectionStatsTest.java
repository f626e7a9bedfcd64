package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectionStatsTest {

    @Test
    void an_object_that_came_after_two_refusals_is_not_kept_out() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.addFault(new Fault("u1", "the sink is full"));
        stats.addFault(new Fault("u1", "the sink is full"));

        stats.takeBack("u1");

        assertThat(stats.report(null, null, false, 1, Duration.ZERO).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void attributes_without_a_column_are_named_in_a_complete_report() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.addAttributesWithoutColumn(Set.of("plan"));
        IntStream.range(0, 20).forEach(i -> stats.addAttributesWithoutColumn(Set.of("seats " + i)));

        CollectionReport report = stats.report(null, null, false, 1, Duration.ZERO);

        assertThat(report.status()).isEqualTo(Status.COMPLETE);
        assertThat(report.message())
                .startsWith("values of custom attributes are in JSON alone, without a column: \"plan\", \"seats 0\"")
                .endsWith(" and 11 more. The log of the sink says why");
    }

    @Test
    void a_collection_is_complete_only_where_nothing_is_missing() {
        CollectionStats whole = new CollectionStats(IntercomCollection.USERS);
        whole.compare(5L, 6L, 5L);
        whole.setPending(0, List.of());
        whole.setRemedy("run it again");
        assertThat(status(whole)).isEqualTo(Status.COMPLETE);
        assertThat(message(whole)).isNull();

        assertThat(status(with(stats -> stats.addFault(new Fault("u1", "why")))))
                .isEqualTo(Status.INCOMPLETE);
        assertThat(status(with(stats -> stats.addMissing(0, "a page is lost")))).isEqualTo(Status.INCOMPLETE);
        assertThat(status(with(stats -> stats.setPending(0, List.of("one is pending")))))
                .isEqualTo(Status.INCOMPLETE);
        assertThat(status(with(stats -> stats.compare(5L, null, 4L)))).isEqualTo(Status.INCOMPLETE);
        assertThat(status(with(stats -> stats.compare(null, 4L, 4L)))).isEqualTo(Status.COMPLETE);
        assertThat(status(with(stats -> stats.compare(5L, 4L, null)))).isEqualTo(Status.COMPLETE);
        assertThat(status(with(stats -> stats.addRemark("by the way")))).isEqualTo(Status.COMPLETE);
    }

    @Test
    void the_message_tells_the_first_reasons_how_many_rows_are_missing_and_the_remedy() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.compare(9L, null, 2L);
        stats.addMissing(3, "one");
        stats.addMissing(1, "two");
        stats.setPending(2, List.of("three", "four", "five"));
        stats.setRemedy("run it again");
        stats.addRemark("by the way");

        assertThat(message(stats))
                .isEqualTo("Intercom counts 9 of them, but only 2 are stored; one; two; three; and 2 more;"
                        + " 6 rows are missing; run it again; by the way");
    }

    @Test
    void the_message_tells_the_most_frequent_reasons_of_refusals() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.addFault(new Fault("a", "rare"));
        stats.addFault(new Fault("b", "rare"));
        stats.addFault(new Fault("c", "seldom"));
        stats.addFault(new Fault("d", "seldom"));
        stats.addFault(new Fault("e", "often"));
        stats.addFault(new Fault("f", "often"));
        stats.addFault(new Fault("g", "often"));
        stats.setRemedy("run it again");
        stats.takeBack("a");
        stats.takeBack("unknown");

        assertThat(message(stats)).isEqualTo("6 records were kept out: often (3), seldom (2)");
        stats.takeBack("b");
        assertThat(stats.report(null, null, false, 0, Duration.ZERO).refused()).isEqualTo(5);
        assertThat(stats.report(null, null, false, 0, Duration.ZERO).faults()).hasSize(5);
    }

    @Test
    void a_failure_is_told_before_all_else() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        stats.addMissing(3, "one");

        CollectionReport report = stats.report(Status.FAILED, "x".repeat(3_000), false, 0, Duration.ZERO);

        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.message()).isEqualTo("x".repeat(2_000) + "...");
    }

    @Test
    void counts_are_summed_up() {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        for (int i = 0; i < 2; i++) {
            stats.addRows(10);
            stats.addChanged(5);
            stats.addRemoved(2);
            stats.addTypeMismatches(3);
            stats.addReplacedCharacters(4);
            stats.addProvedGone(6);
        }
        stats.compare(7L, 8L, 8L);

        CollectionReport told = stats.report(null, null, true, 11, Duration.ofSeconds(1));
        CollectionReport untold = stats.report(null, null, false, 11, Duration.ofSeconds(1));

        assertThat(told)
                .isEqualTo(new CollectionReport(
                        IntercomCollection.USERS,
                        Status.COMPLETE,
                        null,
                        20,
                        10L,
                        4,
                        7L,
                        8L,
                        0,
                        List.of(),
                        6,
                        8,
                        11,
                        Duration.ofSeconds(1)));
        assertThat(untold.changed()).isNull();
        assertThat(stats.provedGone()).isEqualTo(12);
    }

    private static CollectionStats with(Consumer<CollectionStats> change) {
        CollectionStats stats = new CollectionStats(IntercomCollection.USERS);
        change.accept(stats);
        return stats;
    }

    private static Status status(CollectionStats stats) {
        return stats.report(null, null, false, 1, Duration.ZERO).status();
    }

    private static @Nullable String message(CollectionStats stats) {
        return stats.report(null, null, false, 1, Duration.ZERO).message();
    }
}
