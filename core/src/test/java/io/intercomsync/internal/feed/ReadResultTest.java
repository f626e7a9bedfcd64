package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

        assertThat(told(ReadResult.gone(List.of(one, other)))).containsExactly("removal [1]", "removal [2]");
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
        Told told = new Told();
        result.putOut(told);
        return told.calls;
    }

    private static final class Told implements Output {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void item(Item item) {
            calls.add("item " + item.id());
        }

        @Override
        public void unchanged(String id) {
            calls.add("unchanged " + id);
        }

        @Override
        public void removal(Removal removal) {
            calls.add("removal " + ((Removal.ByKey) removal).key());
        }

        @Override
        public void refused(IntercomCollection collection, Fault fault) {
            calls.add(collection + " refused " + fault.id() + ": " + fault.reason());
        }

        @Override
        public void typeMismatches(IntercomCollection collection, int fields) {
            calls.add(collection + " " + fields + " mismatches");
        }

        @Override
        public void pending(String id, PendingObject object, @Nullable String reason) {
            calls.add("pending " + id + ": " + object.collection() + " " + object.rows() + ", " + reason);
        }

        @Override
        public void resolved(String id) {
            calls.add("resolved " + id);
        }

        @Override
        public void gap(IntercomCollection collection, long rows, String reason) {
            throw new AssertionError("a result has no gap");
        }

        @Override
        public void unknownGap(IntercomCollection collection, String reason) {
            throw new AssertionError("a result has no gap");
        }

        @Override
        public void remark(IntercomCollection collection, String text) {
            throw new AssertionError("a result has no remark");
        }

        @Override
        public void deletionsUnknown(Instant since) {}

        @Override
        public void expected(@Nullable Long objects) {
            throw new AssertionError("a result is one object");
        }

        @Override
        public void reached(@Nullable String position, long read) {
            throw new AssertionError("a result has no position");
        }

        @Override
        public void restart() {
            throw new AssertionError("a result has no position");
        }
    }
}
