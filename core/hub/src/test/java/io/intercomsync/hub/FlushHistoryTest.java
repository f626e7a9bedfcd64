package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several changes of one object between two flushes. */
class FlushHistoryTest extends HubTests {
    private final Recorder warehouse = new Recorder();

    @Test
    void an_older_version_that_comes_after_a_removal_replaces_the_newer_one() {
        fill(userOf(T1.plusSeconds(9)));
        hub().flushTo(warehouse);
        fill(List.of(gone(USERS, Reason.DELETED, "u1")));
        fill(userOf(T1));

        FlushReport report = hub().flushTo(warehouse);

        assertEqual(warehouse);
        assertThat(report.collection(USERS).removed()).as("it is live").isZero();
    }

    private static Row userOf(Instant version) {
        return whole(USERS, Map.of("id", "u1", "updated_at", version));
    }

    @Test
    void a_conversation_that_comes_again_cut_off_does_not_keep_its_deleted_parts() {
        fill(conversation("1", "Hi"), part("1", "a", "x"));
        hub().flushTo(warehouse);
        fill(List.of(gone(CONVERSATIONS, Reason.DELETED, "1"), children(CONVERSATION_PARTS, "1", Reason.DELETED)));
        fill(truncated("1", "Hi"), part("1", "b", "x"));

        hub().flushTo(warehouse);

        assertEqual(warehouse);
    }
}
