package io.intercomsync.internal.run;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.state.PendingObjects;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The report tells pending objects and gaps, with their reasons. */
class GapReasonsTest {
    private final Gaps gaps = new Gaps();

    @Test
    void objects_of_this_run_are_told_with_their_reason_and_earlier_ones_without() {
        gaps.addPending("1", "Intercom answers 403");
        gaps.addPending("2", null); // refused, and told as such
        PendingObjects all = new PendingObjects(
                Map.of(
                        "1", new PendingObject(CONVERSATIONS, 2),
                        "2", new PendingObject(CONVERSATIONS, 3),
                        "3", new PendingObject(CONVERSATIONS, 0),
                        "4", new PendingObject(CONVERSATIONS, 4),
                        "5", new PendingObject(USERS, 9)),
                Set.of());

        CollectionReport report = told(all, CONVERSATIONS, List.of());

        assertThat(report.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(report.message())
                .isEqualTo("Intercom answers 403: 1; something was missing in an earlier run: 3;"
                        + " 4 rows were missing in an earlier run: 4; 9 rows are missing");
        assertThat(told(all, CONVERSATION_PARTS, List.of()).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void children_are_missing_with_their_parents() {
        String missing = "rows of objects that were kept out are missing, too";

        assertThat(told(pending(CONVERSATIONS), CONVERSATION_PARTS, List.of(CONVERSATIONS))
                        .message())
                .isEqualTo(missing);
        assertThat(told(gapIn(CONVERSATIONS), CONVERSATION_PARTS, List.of(CONVERSATIONS))
                        .message())
                .isEqualTo(missing);
        assertThat(told(pending(USERS), CONVERSATION_PARTS, List.of(CONVERSATIONS))
                        .status())
                .isEqualTo(Status.COMPLETE);
    }

    @Test
    void a_gap_of_an_earlier_run_is_told_unless_this_run_tells_its_own() {
        assertThat(told(gapIn(USERS), USERS, List.of()).message())
                .isEqualTo("more rows are missing since an earlier run");
        assertThat(told(gapIn(USERS), CONVERSATIONS, List.of()).status()).isEqualTo(Status.COMPLETE);

        gaps.addUnknown(USERS);

        assertThat(told(gapIn(USERS), USERS, List.of()).message()).isNull();
    }

    @Test
    void all_is_remembered_where_each_object_is_pending_and_no_gap_is_unknown() {
        gaps.addPending("1", "why");
        assertThat(gaps.areAllNamedIn(state("1", "2"))).isTrue();
        assertThat(gaps.areAllNamedIn(state("2"))).isFalse();

        gaps.addUnknown(USERS);
        assertThat(gaps.areAllNamedIn(state("1"))).isFalse();
        gaps.forgetUnknown();
        assertThat(gaps.areAllNamedIn(state("1"))).isTrue();
    }

    @Test
    void an_object_that_arrived_is_not_pending_any_more() {
        gaps.addPending("1", "why");

        assertThat(gaps.isPending("1")).isTrue();
        assertThat(gaps.resolve("2")).isFalse();
        assertThat(gaps.resolve("1")).isTrue();
        assertThat(gaps.isPending("1")).isFalse();
        assertThat(gaps.resolve("1")).isFalse();
    }

    private CollectionReport told(PendingObjects all, IntercomCollection collection, List<IntercomCollection> parents) {
        CollectionStats stats = new CollectionStats(collection);
        gaps.report(all, affected -> affected == collection, parents, stats);
        return stats.report(null, null, false, 0, Duration.ZERO);
    }

    private static PendingObjects pending(IntercomCollection collection) {
        return new PendingObjects(Map.of("1", new PendingObject(collection, 0)), Set.of());
    }

    private static PendingObjects gapIn(IntercomCollection collection) {
        return new PendingObjects(Map.of(), Set.of(collection));
    }

    private static FeedState state(String... pending) {
        FeedState state = FeedState.planned(
                new Coverage("2.16", Map.of(), null),
                PassScope.full(null),
                Instant.EPOCH,
                List.of(),
                CarriedState.NONE);
        for (String id : pending) {
            state = state.withPending(Map.of(id, Optional.of(new PendingObject(USERS, 0))));
        }
        return state;
    }
}
