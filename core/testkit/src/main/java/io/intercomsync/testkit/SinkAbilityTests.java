package io.intercomsync.testkit;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of the contract about the optional abilities of a sink. */
abstract class SinkAbilityTests extends SinkIsolationTests {

    @Test
    void a_checkpoint_is_stored_with_the_rows() {
        CheckpointingSink sink = sinkThatIs(CheckpointingSink.class);
        assertThat(sink.checkpoint(WORKSPACE, "tags")).isEmpty();
        sink.write(from(WORKSPACE, "tags", "{\"page\":1}", records.row(TAGS, "1", T1)));
        sink.write(from(WORKSPACE, "contacts", "{\"page\":7}"));

        sink.write(from(WORKSPACE, "tags", "{\"page\":2}", records.row(TAGS, "2", T1)));

        CheckpointingSink anew = sinkThatIs(CheckpointingSink.class);
        assertThat(anew.checkpoint(WORKSPACE, "tags")).map(Checkpoint::state).contains("{\"page\":2}");
        assertThat(anew.checkpoint(WORKSPACE, "contacts"))
                .map(Checkpoint::state)
                .contains("{\"page\":7}");
        assertThat(anew.checkpoint(WORKSPACE, "companies")).isEmpty();
    }

    @Test
    void all_checkpoints_of_a_unit_are_stored() {
        CheckpointingSink sink = sinkThatIs(CheckpointingSink.class);
        Checkpoint entry = new Checkpoint(WORKSPACE, "tags.pending", "{\"owed\":1}");
        Checkpoint feed = new Checkpoint(WORKSPACE, "tags", "{\"page\":1}");
        sink.write(new Changes(List.of(), List.of(), List.of(), List.of(entry, feed)));

        sink.write(from(WORKSPACE, "tags", "{\"page\":2}", records.row(TAGS, "1", T1)));

        CheckpointingSink anew = sinkThatIs(CheckpointingSink.class);
        assertThat(anew.checkpoint(WORKSPACE, "tags.pending")).contains(entry);
        assertThat(anew.checkpoint(WORKSPACE, "tags"))
                .as("the last one of a unit is that of the feed")
                .map(Checkpoint::state)
                .contains("{\"page\":2}");
    }

    @Test
    void versions_are_told_for_live_rows_alone() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        assertThat(sink.versions(WORKSPACE, USERS, List.of(List.of("1")))).isEmpty();
        sink.write(changes(
                records.row(USERS, "1", T1),
                records.row(USERS, "2", T2),
                with(records.row(USERS, "3", T1), "updated_at", null)));
        sink.write(changes(List.of(byKey(USERS, Reason.DELETED, "2"))));

        Map<List<String>, Optional<Instant>> versions =
                sink.versions(WORKSPACE, USERS, List.of(List.of("1"), List.of("2"), List.of("3"), List.of("none")));

        assertThat(versions)
                .containsOnly(Map.entry(List.of("1"), Optional.of(T1)), Map.entry(List.of("3"), Optional.empty()));
        assertThat(sink.versions(WORKSPACE, USERS, List.of())).isEmpty();
    }

    @Test
    void a_row_that_was_stored_with_all_its_children_lacks_none() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        List<List<String>> keys = List.of(List.of("1"), List.of("none"));
        assertThat(sink.lackingChildren(WORKSPACE, USERS, keys)).isEmpty();

        sink.write(changes(records.row(USERS, "1", T1), records.row(SOCIAL_PROFILES, "s", "1", T1)));

        assertThat(sink.lackingChildren(WORKSPACE, USERS, keys)).isEmpty();
        assertThat(sink.lackingChildren(WORKSPACE, USERS, List.of())).isEmpty();
    }

    @Test
    void versions_of_rows_without_one_are_empty() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        sink.write(changes(records.row(SOCIAL_PROFILES, "s", "p1", T1)));

        assertThat(sink.versions(WORKSPACE, SOCIAL_PROFILES, List.of(List.of("p1", "s"), List.of("s", "p1"))))
                .containsOnly(Map.entry(List.of("p1", "s"), Optional.empty()));
    }

    @Test
    void live_keys_come_in_the_order_of_their_utf_8_bytes() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        List<String> ids =
                List.of("", " ", "1", "10", "2", "A", "B", "_", "a", "b", "\u00e4", "\u4e2d", "\uFF21", "\uD83D\uDE00");
        sink.write(changes(ids.stream()
                .sorted((one, other) -> Integer.compare(one.hashCode(), other.hashCode()))
                .map(id -> records.row(TAGS, id, T1))
                .toArray(Row[]::new)));
        sink.write(changes(List.of(byKey(TAGS, Reason.DELETED, "B"))));

        try (Stream<List<String>> keys = sink.liveKeys(WORKSPACE, TAGS)) {
            assertThat(keys.map(key -> key.get(0)))
                    .containsExactlyElementsOf(
                            ids.stream().filter(id -> !id.equals("B")).toList());
        }
    }

    @Test
    void live_keys_of_several_columns_come_column_by_column() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        sink.write(changes(
                records.row(SOCIAL_PROFILES, "1", "b", T1),
                records.row(SOCIAL_PROFILES, "2", "a", T1),
                records.row(SOCIAL_PROFILES, "1", "a", T1)));

        try (Stream<List<String>> keys = sink.liveKeys(WORKSPACE, SOCIAL_PROFILES)) {
            assertThat(keys).containsExactly(List.of("a", "1"), List.of("a", "2"), List.of("b", "1"));
        }
    }

    @Test
    void live_rows_are_counted() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        assertThat(sink.liveRows(WORKSPACE, TAGS)).isZero();
        try (Stream<List<String>> none = sink.liveKeys(WORKSPACE, TAGS)) {
            assertThat(none).isEmpty();
        }
        sink.write(changes(records.row(TAGS, "1", T1), records.row(TAGS, "2", T1)));
        sink.write(changes(List.of(byKey(TAGS, Reason.DELETED, "1"))));

        assertThat(sink.liveRows(WORKSPACE, TAGS)).isOne();
    }

    @Test
    void an_older_version_never_replaces_a_newer_one() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        Row newer = records.row(USERS, "1", T2);
        sink.write(changes(newer));

        sink.write(changes(records.row(USERS, "1", T1)));

        assertStored(USERS, newer);
    }

    @Test
    void the_same_version_with_other_content_replaces() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        Row row = records.row(USERS, "1", T1);
        sink.write(changes(row));

        Row other = with(row, "tags", "[{\"id\":\"new\"}]");
        sink.write(changes(other));

        assertValues(USERS, List.of("tags"), other);
    }

    @Test
    void a_set_of_children_is_refused_with_the_older_version_of_their_parent() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        Removal replaced = childrenOf(CONVERSATION_PARTS, "p1", Reason.REPLACED);
        Row newer = records.row(CONVERSATIONS, "p1", T2);
        Row part = records.row(CONVERSATION_PARTS, "new", "p1", T2);
        sink.write(changes(List.of(replaced), newer, part));
        Row other = records.row(CONVERSATIONS, "p2", T1);
        Row otherPart = records.row(CONVERSATION_PARTS, "x", "p2", T1);

        sink.write(changes(
                List.of(replaced, childrenOf(CONVERSATION_PARTS, "p2", Reason.REPLACED)),
                records.row(CONVERSATIONS, "p1", T1),
                other,
                records.row(CONVERSATION_PARTS, "old", "p1", T1),
                otherPart));

        assertStored(CONVERSATIONS, newer, other);
        assertStored(CONVERSATION_PARTS, part, otherPart);
    }

    @Test
    void only_rows_that_differ_count_as_changed() { // K44
        ReportingSink sink = sinkThatIs(ReportingSink.class);
        Removal replaced = childrenOf(CONVERSATION_PARTS, "p1", Reason.REPLACED);
        Row conversation = records.row(CONVERSATIONS, "p1", T1);
        Row one = records.row(CONVERSATION_PARTS, "1", "p1", T1);
        Row two = records.row(CONVERSATION_PARTS, "2", "p1", T1);
        Changes changes = changes(List.of(replaced), conversation, one, two);

        assertChanged(sink, changes, Map.of(CONVERSATIONS, 1L, CONVERSATION_PARTS, 2L));
        assertChanged(sink, changes, Map.of());
        assertChanged(
                sink,
                changes(List.of(replaced), conversation, one, records.row(CONVERSATION_PARTS, "3", "p1", T1)),
                Map.of(CONVERSATION_PARTS, 2L));
        assertChanged(sink, changes(List.of(byKey(CONVERSATIONS, Reason.DELETED, "p1"))), Map.of(CONVERSATIONS, 1L));
        assertChanged(sink, changes(List.of(byKey(CONVERSATIONS, Reason.DELETED, "p1"))), Map.of());
        assertChanged(sink, changes(conversation), Map.of(CONVERSATIONS, 1L));
        assertChanged(sink, changes(), Map.of());
    }

    private static void assertChanged(ReportingSink sink, Changes changes, Map<IntercomCollection, Long> expected) {
        WriteResult result = sink.store(changes);
        assertThat(result.changed()).isEqualTo(expected);
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void an_empty_batch_is_stored() {
        Sink sink = sink();

        sink.write(new Changes(
                List.of(),
                List.of(new Batch(TAGS, TAGS.columns(), List.of())),
                new Checkpoint(WORKSPACE, "tags", "{}")));

        assertStored(TAGS);
    }
}
