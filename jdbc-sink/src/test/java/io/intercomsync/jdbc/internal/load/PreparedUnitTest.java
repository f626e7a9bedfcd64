package io.intercomsync.jdbc.internal.load;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A unit without the rows that the database refuses. */
class PreparedUnitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void of_several_rows_with_one_key_the_newest_stays_and_of_equal_versions_the_last() {
        PreparedUnit unit = unit(
                List.of(),
                batch(
                        CONVERSATIONS,
                        talk("b", 2, "newest"),
                        talk("a", 1, "one"),
                        talk("b", 1, "old"),
                        talk("a", 1, "other")));

        assertThat(unit.rows(CONVERSATIONS))
                .extracting(row -> row.textOf("title"))
                .containsExactly("other", "newest");
        assertThat(unit.keys(CONVERSATIONS)).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    }

    @Test
    void a_row_that_moves_keeps_its_old_place_where_the_new_one_is_refused() {
        PreparedUnit unit = unit(
                List.of(
                        key(CONTACTS, "u1", Reason.MOVED),
                        key(CONTACTS, "u2", Reason.MOVED),
                        key(CONTACTS, "u3", Reason.DELETED)),
                batch(USERS, row(USERS, "u1"), row(USERS, "u2"), row(USERS, "u3")));

        PreparedUnit left = unit.without(List.of(refusal(unit, USERS, "u1"), refusal(unit, USERS, "u3")));

        assertThat(left.removals()).extracting(PreparedUnit::objectOf).containsExactly("u2", "u3");
        assertThat(left.keys(USERS)).containsExactly(List.of("u2"));
        assertThat(left.refused(USERS)).containsExactlyInAnyOrder(List.of("u1"), List.of("u3"));
        assertThat(left.refusedParents()).containsExactlyInAnyOrder("u1", "u3");
    }

    @Test
    void an_object_that_cannot_be_removed_stays_with_its_children() {
        PreparedUnit unit = unit(List.of(
                new Removal.ChildrenOf(CONVERSATION_PARTS, "t1", Reason.DELETED, NOW),
                key(CONVERSATIONS, "t1", Reason.DELETED),
                key(CONVERSATIONS, "t2", Reason.DELETED)));

        Refusal staying = unit.staying("t1", "why");
        PreparedUnit left = unit.without(List.of(staying));

        assertThat(staying.row().collection()).isEqualTo(CONVERSATIONS);
        assertThat(staying.row().key()).containsExactly("t1");
        assertThat(left.removals()).extracting(PreparedUnit::objectOf).containsExactly("t2");
        assertThat(left.refused(CONVERSATIONS)).isEmpty();
    }

    @Test
    void children_that_cannot_be_removed_are_told_under_their_parent() {
        PreparedUnit unit = unit(List.of(
                new Removal.ChildrenOf(CONVERSATION_PARTS, "t1", Reason.DELETED, NOW),
                new Removal.ChildrenOf(SOCIAL_PROFILES, "u1", Reason.DELETED, NOW)));

        assertThat(unit.staying("t1", "why").row().collection()).isEqualTo(CONVERSATIONS);
        assertThat(unit.staying("u1", "why").row().collection()).isEqualTo(USERS);
    }

    @Test
    void what_was_refused_before_stays_refused() {
        PreparedUnit unit = unit(
                List.of(key(CONTACTS, "u1", Reason.MOVED)),
                batch(USERS, row(USERS, "u1"), row(USERS, "u2"), row(USERS, "u3")));

        PreparedUnit left = unit.without(List.of(refusal(unit, USERS, "u1")))
                .without(List.of(refusal(unit, USERS, "u2")))
                .without(List.of(unit.staying("u1", "why")));

        assertThat(left.refused(USERS)).containsExactlyInAnyOrder(List.of("u1"), List.of("u2"));
        assertThat(left.removals()).isEmpty();
    }

    @Test
    void a_lead_that_cannot_be_removed_is_told_as_a_lead_and_its_new_row_is_stored() {
        PreparedUnit unit = unit(
                List.of(
                        new Removal.ChildrenOf(SOCIAL_PROFILES, "u1", Reason.DELETED, NOW),
                        key(CONTACTS, "u1", Reason.DELETED)),
                batch(CONTACTS, row(CONTACTS, "u1")));

        Refusal staying = unit.staying("u1", "why");

        assertThat(staying.row().collection()).isEqualTo(CONTACTS);
        assertThat(unit.without(List.of(staying)).keys(CONTACTS)).containsExactly(List.of("u1"));
    }

    @Test
    void children_that_are_replaced_are_no_removed_objects() {
        PreparedUnit unit = unit(List.of(
                new Removal.ChildrenOf(CONVERSATION_PARTS, "t1", Reason.REPLACED, NOW),
                new Removal.ChildrenOf(CONVERSATION_PARTS, "t2", Reason.DELETED, NOW),
                new Removal.AllBut(USERS, Set.of(), Reason.DELETED, NOW),
                key(CONVERSATIONS, "t2", Reason.DELETED),
                key(SOCIAL_PROFILES, "u1 p1", Reason.REPLACED)));

        assertThat(unit.removed()).containsExactly("t2");
        assertThat(unit.replacedParents(CONVERSATION_PARTS)).containsExactly("t1");
        assertThat(unit.replacedParents(SOCIAL_PROFILES)).isEmpty();
    }

    @Test
    void the_parent_of_a_refused_child_is_stored_as_one_that_lacks_children() {
        PreparedUnit unit = unit(
                List.of(),
                batch(CONVERSATIONS, talk("t1", 1, "one"), talk("t2", 1, "two")),
                batch(CONVERSATION_PARTS, part("p1", "t1"), part("p2", "t2")));

        PreparedUnit left = unit.without(List.of(refusal(unit, CONVERSATION_PARTS, "p1")));

        assertThat(left.keys(CONVERSATION_PARTS)).containsExactly(List.of("p2"));
        assertThat(left.refusedParents()).isEmpty();
        assertThat(hash(left, "t1")).isNotEqualTo(hash(unit, "t1"));
        assertThat(hash(left, "t2")).isEqualTo(hash(unit, "t2"));
    }

    @Test
    void a_row_that_is_tried_out_alone_brings_its_parent() {
        PreparedUnit unit = unit(
                List.of(),
                batch(CONVERSATIONS, talk("t1", 1, "one"), talk("t2", 1, "two")),
                batch(CONVERSATION_PARTS, part("p1", "t1"), part("p2", "t2")));

        PreparedUnit tried = unit.only(List.of(found(unit, CONVERSATION_PARTS, "p2")));

        assertThat(tried.keys(CONVERSATIONS)).containsExactly(List.of("t2"));
        assertThat(tried.keys(CONVERSATION_PARTS)).containsExactly(List.of("p2"));
        assertThat(tried.refused(CONVERSATIONS)).containsExactly(List.of("t1"));
    }

    private static PreparedUnit unit(List<Removal> removals, Batch... batches) {
        return PreparedUnit.of(
                new Changes(removals, List.of(batches), new Checkpoint("w", "f", "{}")), new TextCleaner(false));
    }

    private static Batch batch(IntercomCollection collection, Row... rows) {
        return new Batch(collection, rows[0].columns(), List.of(rows));
    }

    private static Row row(IntercomCollection collection, String id) {
        return Row.of(collection, Map.of("id", id));
    }

    private static Row talk(String id, long version, String title) {
        return Row.of(CONVERSATIONS, Map.of("id", id, "updated_at", NOW.plusSeconds(version), "title", title));
    }

    private static Row part(String id, String parent) {
        return Row.of(CONVERSATION_PARTS, Map.of("id", id, "conversation_id", parent));
    }

    private static Removal key(IntercomCollection collection, String id, Reason reason) {
        return new Removal.ByKey(collection, Arrays.asList(id.split(" ")), reason, NOW, null);
    }

    private static PreparedRow found(PreparedUnit unit, IntercomCollection collection, String id) {
        return unit.rows(collection).stream()
                .filter(row -> row.key().equals(List.of(id)))
                .findFirst()
                .orElseThrow();
    }

    private static Refusal refusal(PreparedUnit unit, IntercomCollection collection, String id) {
        return Refusal.ofRow(found(unit, collection, id), "why");
    }

    private static long hash(PreparedUnit unit, String id) {
        return found(unit, CONVERSATIONS, id).hash();
    }
}
