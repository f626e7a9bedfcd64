package io.intercomsync.testkit;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.Sink;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the rules of {@link Sink}. Extend it, open your sink in {@link #open()}, return its rows in {@link #stored},
 * and run it with JUnit 5. It also tests the optional abilities of the sink:
 * {@link io.intercomsync.sink.CheckpointingSink}, {@link io.intercomsync.sink.ReadableSink} and
 * {@link io.intercomsync.sink.ReportingSink}. Tests of a missing ability are skipped.
 * {@link io.intercomsync.sink.InMemorySink} passes all tests.
 *
 * <p>A sink may cut times to the microsecond. It may return JSON and decimals in another notation of the same value.
 * It may replace U+0000 and halves of surrogate pairs by U+FFFD.
 */
public abstract class SinkContract extends SinkAbilityTests {

    /** Creates the contract, for the subclass. */
    protected SinkContract() {}

    @ParameterizedTest
    @EnumSource
    void a_row_is_stored_as_it_was_given(IntercomCollection collection) {
        Row one = records.row(collection, "1", T1);
        Row two = records.row(collection, "2", T1);

        sink().write(changes(one, two));

        assertWhole(collection, one, two);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_replaces_the_one_with_its_key(IntercomCollection collection) {
        Sink sink = sink();
        sink.write(changes(records.row(collection, "1", T1), records.row(collection, "2", T1)));
        Row newer = records.row(collection, "1", T2);
        Row other = records.row(collection, "2", T2);

        sink.write(changes(newer, other));

        assertStored(collection, newer, other);
    }

    @ParameterizedTest
    @EnumSource
    void storing_changes_twice_is_storing_them_once(IntercomCollection collection) {
        Sink sink = sink();
        Row row = records.row(collection, "1", T1);
        sink.write(changes(row));

        sink.write(changes(row));

        assertStored(collection, row);
    }

    @Test
    void a_batch_without_rows_changes_none() {
        Row tag = records.row(TAGS, "1", T1);
        Sink sink = sink();
        sink.write(changes(tag));
        Changes empty = new Changes(
                List.of(),
                List.of(new Batch(TAGS, TAGS.columns(), List.of()), new Batch(USERS, USERS.columns(), List.of())),
                changes(tag).checkpoint());

        sink.write(empty);

        assertStored(TAGS, tag);
        assertStored(USERS);
    }

    @Test
    void what_was_written_is_there_for_a_sink_that_is_opened_anew() {
        Row user = records.row(USERS, "u1", T1);
        sink().write(changes(user));

        Row newer = records.row(USERS, "u1", T2);
        sink().write(changes(newer));

        assertStored(USERS, newer);
    }

    @Test
    void a_key_is_case_sensitive_and_is_not_trimmed() {
        Row lower = records.row(TAGS, "a", T1);
        Row upper = records.row(TAGS, "A", T1);
        Row padded = records.row(TAGS, "a ", T1);

        sink().write(changes(lower, upper, padded));

        assertStored(TAGS, lower, upper, padded);
    }

    @Test
    void a_unit_of_several_collections_is_stored_whole() {
        Row user = records.row(USERS, "u1", T1);
        Row lead = records.row(CONTACTS, "c1", T1);
        Row profile = records.row(SOCIAL_PROFILES, "s1", "u1", T1);

        sink().write(changes(profile, user, lead));

        assertStored(USERS, user);
        assertStored(CONTACTS, lead);
        assertStored(SOCIAL_PROFILES, profile);
    }

    @Test
    void a_removed_row_goes() {
        Sink sink = sink();
        Row kept = records.row(COMPANIES, "2", T1);
        sink.write(changes(records.row(COMPANIES, "1", T1), kept));

        sink.write(changes(List.of(byKey(COMPANIES, Reason.DELETED, "1"), byKey(COMPANIES, Reason.DELETED, "none"))));

        assertStored(COMPANIES, kept);
    }

    @Test
    void a_removal_from_a_collection_that_holds_nothing_does_nothing() {
        sink().write(changes(List.of(
                byKey(USERS, Reason.MOVED, "1"),
                childrenOf(CONVERSATION_PARTS, "1", Reason.DELETED),
                new Removal.AllBut(TAGS, Set.of(), Reason.DELETED, T1))));
    }

    @Test
    void a_person_who_moves_is_in_one_collection() {
        Sink sink = sink();
        sink.write(changes(records.row(CONTACTS, "p1", T1), records.row(SOCIAL_PROFILES, "s1", "p1", T1)));
        Row user = records.row(USERS, "p1", T2);

        sink.write(changes(List.of(byKey(CONTACTS, Reason.MOVED, "p1")), user));

        assertStored(CONTACTS);
        assertStored(USERS, user);
    }

    @Test
    void removals_come_before_the_rows_of_the_same_changes() {
        Sink sink = sink();
        sink.write(changes(records.row(SEGMENTS, "1", T1), records.row(SEGMENTS, "2", T1)));
        Row again = records.row(SEGMENTS, "1", T2);

        sink.write(changes(List.of(byKey(SEGMENTS, Reason.DELETED, "1"), byKey(SEGMENTS, Reason.DELETED, "2")), again));

        assertStored(SEGMENTS, again);
    }

    @Test
    void a_set_of_children_replaces_the_earlier_one() {
        Sink sink = sink();
        Row other = records.row(CONVERSATION_PARTS, "other", "p2", T1);
        Row stays = records.row(CONVERSATION_PARTS, "stays", "p1", T1);
        Row goes = records.row(CONVERSATION_PARTS, "goes", "p1", T1);
        Removal replaced = childrenOf(CONVERSATION_PARTS, "p1", Reason.REPLACED);
        sink.write(changes(List.of(replaced), records.row(CONVERSATIONS, "p1", T1), stays, goes, other));
        Row comes = records.row(CONVERSATION_PARTS, "comes", "p1", T2);

        sink.write(changes(List.of(replaced), records.row(CONVERSATIONS, "p1", T2), stays, comes));

        assertStored(CONVERSATION_PARTS, stays, comes, other);
    }

    @Test
    void an_empty_set_of_children_leaves_none() {
        Sink sink = sink();
        Removal replaced = childrenOf(SOCIAL_PROFILES, "p1", Reason.REPLACED);
        Row other = records.row(SOCIAL_PROFILES, "1", "p2", T1);
        sink.write(changes(records.row(USERS, "p1", T1), records.row(SOCIAL_PROFILES, "1", "p1", T1), other));

        sink.write(changes(List.of(replaced), records.row(USERS, "p1", T1)));

        assertStored(SOCIAL_PROFILES, other);
    }

    @Test
    void children_of_a_deleted_parent_go() {
        Sink sink = sink();
        Row other = records.row(CONVERSATION_PARTS, "2", "p2", T1);
        sink.write(changes(records.row(CONVERSATION_PARTS, "1", "p1", T1), other));

        sink.write(changes(List.of(childrenOf(CONVERSATION_PARTS, "p1", Reason.DELETED))));

        assertStored(CONVERSATION_PARTS, other);
    }

    @Test
    void all_but_the_rows_of_a_full_list_go() {
        Sink sink = sink();
        Row one = records.row(TAGS, "1", T1);
        Row three = records.row(TAGS, "3", T1);
        sink.write(changes(one, records.row(TAGS, "2", T1), three));

        sink.write(changes(List.of(new Removal.AllBut(TAGS, Set.of(List.of("1"), List.of("3")), Reason.DELETED, T2))));

        assertStored(TAGS, one, three);
    }

    @Test
    void a_person_that_was_merged_goes() {
        Sink sink = sink();
        Row survivor = records.row(USERS, "2", T1);
        sink.write(changes(records.row(USERS, "1", T1), survivor));

        sink.write(changes(List.of(new Removal.ByKey(USERS, List.of("1"), Reason.MERGED, T2, "2"))));

        assertStored(USERS, survivor);
    }

    @Test
    void a_deleted_row_that_comes_again_is_live_again() {
        Sink sink = sink();
        Row row = records.row(USERS, "1", T1);
        sink.write(changes(row));
        sink.write(changes(List.of(byKey(USERS, Reason.DELETED, "1"))));

        sink.write(changes(row));

        assertStored(USERS, row);
    }
}
