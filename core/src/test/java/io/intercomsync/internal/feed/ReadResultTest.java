package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.HeardOutput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadResultTest {
    private static final Item TAG = new Item("1", Row.of(TAGS, Map.of("id", "1")), List.of(), null);
    private static final PendingObject MISSING = new PendingObject(TAGS, 2);

    @Test
    void an_object_is_put_out_with_the_fields_of_a_wrong_type() {
        assertThat(told(ReadResult.of(TAGS, TAG, 0))).containsExactly("item 1");
        assertThat(told(ReadResult.of(TAGS, TAG, 1))).containsExactly("item 1", "TAGS 1 mismatches");
        assertThat(told(ReadResult.unchanged("1"))).containsExactly("unchanged 1");
    }

    @Test
    void an_object_that_could_not_be_read_is_listed_kept_out_and_pending() {
        assertThat(told(ReadResult.refused(TAGS, new Fault("1", "no name"))))
                .containsExactly("TAGS refused 1: no name");
        assertThat(told(ReadResult.failed(TAGS, "1", "no answer")))
                .containsExactly("pending 1: TAGS 0, null", "unchanged 1", "TAGS refused 1: no answer");
    }

    @Test
    void an_object_that_is_gone_takes_all_its_rows_with_it() {
        Removal one = new Removal.ByKey(TAGS, List.of("1"), Removal.Reason.DELETED, Instant.EPOCH, null);
        Removal other = new Removal.ByKey(TAGS, List.of("2"), Removal.Reason.DELETED, Instant.EPOCH, null);

        HeardOutput out = new HeardOutput();
        ReadResult.gone(List.of(one, other)).putOut(out);

        assertThat(out.removals()).containsExactly(one, other);
        assertThat(out.heard()).isEmpty();
    }

    @Test
    void an_object_is_pending_or_resolved_before_it_is_put_out() {
        ReadResult whole = ReadResult.of(TAGS, TAG, 0);

        assertThat(told(whole.pending(new ReadResult.Pending("1", MISSING, "a page is lost"))))
                .containsExactly("pending 1: TAGS 2, a page is lost", "item 1");
        assertThat(told(whole.resolving("1"))).containsExactly("resolved 1", "item 1");
        assertThat(whole.pending(null)).isSameAs(whole);
    }

    private static List<String> told(ReadResult result) {
        HeardOutput out = new HeardOutput();
        result.putOut(out);
        return out.heard();
    }
}
