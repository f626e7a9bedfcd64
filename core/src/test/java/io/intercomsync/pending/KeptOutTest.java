package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ApiVersion;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult.RefusedRow;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Objects that cannot be had, or not whole: they hold up no others, are told in each run, and come when they can. */
class KeptOutTest {

    @Test
    void K38_a_conversation_that_cannot_be_had_holds_up_no_other() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changeBothAfterSync(copy);
            copy.fake.fail("/conversations/bad", InjectedFault.status(500), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(CONVERSATIONS).faults())
                    .extracting(fault -> fault.id())
                    .containsExactly("bad");
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("good", Map.of("body", "third"));
            assertThat(copy.sync().collection(CONVERSATIONS).status())
                    .as("it is still lacking, long after the last look at what changed")
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
            copy.fake.clearFaults();
            SyncReport healed = copy.sync();
            assertThat(healed.status()).as(healed.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void K38_a_conversation_whose_answer_never_comes_holds_up_no_other() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changeBothAfterSync(copy);
            copy.fake.fail("/conversations/bad", InjectedFault.reset(), Integer.MAX_VALUE);

            SyncReport report = copy.sync();
            SyncReport later = copy.sync();

            assertThat(report.collection(CONVERSATIONS).faults())
                    .as(report.toTable())
                    .extracting(fault -> fault.id())
                    .containsExactly("bad");
            assertThat(later.collection(CONVERSATIONS).status())
                    .as(later.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);
            copy.fake.clearFaults();
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    private static void changeBothAfterSync(Copy copy) {
        copy.fake.conversation("bad").conversation("good");
        copy.sync();
        copy.after(Duration.ofHours(3));
        copy.fake.addPart("bad", Map.of("body", "first"));
        copy.after(Duration.ofMinutes(1));
        copy.fake.addPart("good", Map.of("body", "second"));
    }

    @Test
    void those_that_are_still_forbidden_stop_no_later_run() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("forbidden").conversation("good");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("good", Map.of("body", "first"));
            copy.after(Duration.ofMinutes(1));
            copy.fake.addPart("forbidden", Map.of("body", "hidden"));
            copy.fake.fail("/conversations/forbidden", InjectedFault.status(500), Integer.MAX_VALUE);
            copy.sync();
            copy.fake.clearFaults();
            copy.fake.fail("/conversations/forbidden", InjectedFault.status(403), Integer.MAX_VALUE);
            copy.after(Duration.ofHours(3));

            assertThat(copy.sync().collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("good", Map.of("body", "second"));
            assertThat(copy.sync().collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
        }
    }

    @Test
    void what_is_kept_out_of_a_collection_that_is_not_wanted_is_told_under_one_that_is() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("bad").conversation("good");
            copy.fake.addPart("bad", Map.of("body", "a"));
            copy.fake.addPart("good", Map.of("body", "b"));
            copy.fake.fail("/conversations/bad", InjectedFault.status(500), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(CONVERSATION_PARTS));
            copy.after(Duration.ofHours(3));
            SyncReport later = copy.sync(engine -> engine.collections(CONVERSATION_PARTS));

            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(later.collection(CONVERSATION_PARTS).status())
                    .as(later.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void many_that_cannot_be_had_are_an_outage() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 20; i++) {
                copy.fake.conversation("c" + i).addPart("c" + i, Map.of("body", "part"));
            }
            copy.fake.fail(
                    request -> request.path().matches("/conversations/c.*"),
                    InjectedFault.status(500),
                    Integer.MAX_VALUE);

            assertThatThrownBy(copy::sync)
                    .isInstanceOfSatisfying(
                            SyncFailedException.class,
                            e -> assertThat(e.report().collection(CONVERSATIONS).status())
                                    .isEqualTo(Status.FAILED));
        }
    }

    @Test
    void a_part_that_the_sink_refuses_is_asked_for_in_each_run_until_it_is_stored() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            String part = copy.fake.addPart("c", Map.of("body", "refused"));
            RefusedRow refused = new RefusedRow(CONVERSATION_PARTS, List.of(part), "it is too long");
            copy.sync(refusingOnce(copy, part, refused), engine -> engine);
            copy.after(Duration.ofDays(2));

            SyncReport second = copy.sync(refusingOnce(copy, part, refused), engine -> engine);
            copy.after(Duration.ofDays(2));
            copy.fake.forgetRequests();
            SyncReport third = copy.sync();

            assertThat(second.collection(CONVERSATION_PARTS).status())
                    .as(second.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isEqualTo(1);
            assertThat(third.status()).as(third.toTable()).isEqualTo(Status.COMPLETE);
            copy.fake.forgetRequests();
            copy.sync();
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isZero();
        }
    }

    private static BreakingSink refusingOnce(Copy copy, String part, RefusedRow row) {
        BreakingSink[] sink = new BreakingSink[1];
        sink[0] = new BreakingSink(copy.sink, changes -> {
            if (changes.batches().stream()
                    .flatMap(batch -> batch.rows().stream())
                    .anyMatch(each -> each.key().equals(List.of(part)))) {
                sink[0].refusing(row);
            }
            return false;
        });
        return sink[0];
    }

    @Test
    void lists_that_stay_cut_are_told_in_each_run_and_completed_once_that_is_allowed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            contactWithTwelveTags(copy);
            copy.fake.deny("/contacts/u/tags", 403);
            copy.sync();
            copy.after(Duration.ofHours(3));

            SyncReport second = copy.sync();

            assertThat(second.collection(USERS).status()).as(second.toTable()).isEqualTo(Status.INCOMPLETE);
            copy.fake.allow("/contacts/u/tags");
            SyncReport third = copy.sync();
            assertThat(third.status()).as(third.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_sweep_that_may_not_complete_a_list_leaves_the_complete_one_alone_and_says_so() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            contactWithTwelveTags(copy);
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.deny("/contacts/u/tags", 403);

            SyncReport report = copy.sync(engine -> engine.sweepInterval(Duration.ZERO));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            copy.fake.allow("/contacts/u/tags");
            copy.isCurrent();
        }
    }

    private static void contactWithTwelveTags(Copy copy) {
        contactWithTwelveTags(copy, "u");
    }

    private static void contactWithTwelveTags(Copy copy, String id) {
        copy.fake.contact(id);
        for (int i = 0; i < 12; i++) {
            copy.fake.tag("t" + i, "tag " + i).tagContact(id, "t" + i);
        }
    }

    @Test
    void a_sweep_that_may_not_read_more_than_are_remembered_settles_nothing() {
        UnaryOperator<SyncEngine.Builder> users = engine -> engine.collections(USERS);
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 230; i++) {
                contactWithTwelveTags(copy, "u" + i);
            }
            copy.fake.fail(request -> request.path().endsWith("/tags"), InjectedFault.status(403), Integer.MAX_VALUE);
            copy.sync(users);
            copy.after(Duration.ofHours(25));
            copy.sync(users);
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));

            SyncReport later = copy.sync(users);

            assertThat(later.collection(USERS).status()).as(later.toTable()).isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void more_than_are_remembered_are_told_until_a_sweep_has_asked_for_all() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 230; i++) {
                contactWithTwelveTags(copy, "u" + i);
            }
            copy.fake.fail(request -> request.path().endsWith("/tags"), InjectedFault.status(403), Integer.MAX_VALUE);
            copy.sync(engine -> engine.collections(USERS));
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));

            SyncReport before = copy.sync(engine -> engine.collections(USERS));
            copy.after(Duration.ofDays(1));
            SyncReport swept = copy.sync(engine -> engine.collections(USERS));

            assertThat(before.collection(USERS).status()).as(before.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(before.toTable())
                    .as("K84: which run finds it, and when")
                    .contains(
                            "more rows are missing since an earlier run",
                            "the next sweep, due from 2026-",
                            "fullRefresh()");
            assertThat(swept.collection(USERS).status()).as(swept.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(engine -> engine.collections(USERS));
        }
    }

    @Test
    void a_suspect_for_whom_intercom_has_no_answer_stays_and_the_sweep_ends() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("gone", Map.of()).company("unknown", Map.of());
            copy.sync();
            copy.after(Duration.ofDays(2));
            copy.fake.delete(ObjectType.COMPANIES, "gone").delete(ObjectType.COMPANIES, "unknown");
            copy.fake.fail("/companies/unknown", InjectedFault.status(500), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("unknown"));
        }
    }

    @Test
    void an_owed_contact_that_comes_later_has_its_segments() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            contactWithTwelveTags(copy);
            copy.fake.segment("s", Map.of("name", "s")).enterSegment("u", "s");
            copy.after(Duration.ofDays(30));
            copy.fake.deny("/contacts/u/tags", 403);
            copy.sync();
            copy.fake.allow("/contacts/u/tags");
            copy.after(Duration.ofHours(3));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void an_owed_conversation_lacks_no_parts_where_none_are_wanted() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.fake.addPart("c", Map.of("body", "a"));
            copy.after(Duration.ofDays(30));
            copy.fake.fail("/conversations/c", InjectedFault.status(500), Integer.MAX_VALUE);
            copy.sync();
            copy.fake.clearFaults();
            copy.after(Duration.ofDays(2));

            SyncReport last = copy.sync(engine -> engine.collections(CONVERSATIONS));

            assertThat(last.status()).as(last.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void conversations_of_1_4_are_complete_without_parts() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(5).parts(3)).version(ApiVersion.V1_4)) {
            copy.after(Duration.ofDays(30));

            SyncReport report = copy.sync(engine -> engine.collections(CONVERSATIONS));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void what_was_refused_before_a_read_broke_off_is_told_by_the_run_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 100; i < 300; i++) {
                copy.fake.conversation("c" + i);
            }
            String part = copy.fake.addPart("c100", Map.of("body", "refused"));
            copy.after(Duration.ofDays(30));
            copy.fake.fail(
                    request -> request.path().equals("/conversations/search")
                            && String.valueOf(request.body()).contains("starting_after"),
                    InjectedFault.status(500),
                    Integer.MAX_VALUE);
            RefusedRow refused = new RefusedRow(CONVERSATION_PARTS, List.of(part), "it is too long");
            UnaryOperator<SyncEngine.Builder> choices = engine -> engine.collections(CONVERSATIONS, CONVERSATION_PARTS);
            assertThatThrownBy(() -> copy.sync(refusingOnce(copy, part, refused), choices))
                    .isInstanceOf(SyncFailedException.class);
            copy.fake.clearFaults();
            copy.after(Duration.ofDays(3));
            copy.fake.fail("/conversations/c100", InjectedFault.status(500), Integer.MAX_VALUE);

            SyncReport report = copy.sync(choices);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void rows_come_again_where_the_program_is_killed_before_the_checkpoint_that_names_the_refused_one() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.sync();
            copy.after(Duration.ofHours(3));
            String part = copy.fake.addPart("c", Map.of("body", "refused"));
            copy.after(Duration.ofHours(3));
            RefusedRow refused = new RefusedRow(CONVERSATION_PARTS, List.of(part), "it is too long");
            BreakingSink killed = refusingOnce(copy, part, refused).thenBreaking();
            assertThatThrownBy(() -> copy.sync(killed, engine -> engine)).isInstanceOf(SyncFailedException.class);
            copy.after(Duration.ofHours(3));
            copy.fake.forgetRequests();
            List<Changes> written = new ArrayList<>();

            SyncReport again = copy.sync(
                    new BreakingSink(copy.sink, changes -> {
                        written.add(changes);
                        return false;
                    }),
                    engine -> engine);

            assertThat(again.status()).as(again.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isEqualTo(1);
            assertThat(written)
                    .flatExtracting(Changes::batches)
                    .flatExtracting(Batch::rows)
                    .extracting(Row::key)
                    .contains(List.of("c"), List.of(part));
        }
    }
}
