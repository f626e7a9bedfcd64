package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.testkit.internal.TestChanges;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Two units: one makes the tables, the other has everything that a unit may have. */
final class FaultUnits {
    /** Users, conversations and parts. */
    static final Changes FIRST = unit(
            "1",
            List.of(),
            user("u1", T1, "{\"plan\":\"free\"}"),
            user("u2", T1, "{\"plan\":\"pro\"}"),
            user("u3", T1, "{}"),
            conversation("c1", T1),
            conversation("c2", T1),
            part("p1", "c1"),
            part("p2", "c1"),
            part("p3", "c2"));

    /** Removals, changed and new rows, other children, and an attribute that has no column yet. */
    static final Changes SECOND = unit(
            "2",
            List.of(
                    gone(USERS, "u1", Reason.DELETED),
                    new Removal.ChildrenOf(CONVERSATION_PARTS, "c1", Reason.REPLACED, T2)),
            user("u2", T2, "{\"plan\":\"pro\",\"seats\":7}"),
            user("u4", T2, "{\"seats\":1}"),
            conversation("c1", T2),
            part("p1", "c1"),
            part("p4", "c1"));

    private FaultUnits() {}

    private static Row user(String id, Instant version, String attributes) {
        return TestChanges.row(USERS, Map.of("id", id, "updated_at", version, "custom_attributes", attributes));
    }

    private static Changes unit(String state, List<Removal> removals, Row... rows) {
        Changes changes = TestChanges.changes("w1", removals, rows);
        return new Changes(
                changes.removals(),
                changes.batches(),
                List.of(),
                List.of(new Checkpoint("w1", "feed.pending", state), new Checkpoint("w1", "feed", state)));
    }
}
