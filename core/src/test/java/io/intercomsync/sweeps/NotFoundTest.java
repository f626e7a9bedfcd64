package io.intercomsync.sweeps;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 404 says that something is gone if it is of Intercom; of something on the way to it, it says nothing. */
class NotFoundTest {

    @Test
    void K38_a_404_that_is_not_intercoms_is_asked_about_once_more() {
        try (Copy copy = changedAfterSync("there")) {
            copy.fake.fail("/conversations/there", InjectedFault.html(404), 1);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @ParameterizedTest
    @MethodSource("notIntercoms")
    void K81_a_conversation_stays_whatever_else_than_intercom_says_that_it_is_gone(InjectedFault fault) {
        try (Copy copy = changedAfterSync("there")) {
            copy.fake.fail("/conversations/there", fault, Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("there"));
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);
            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(CONVERSATIONS).message()).contains("not certain", ": there");
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    static List<InjectedFault> notIntercoms() {
        String json = "application/json";
        return List.of(
                InjectedFault.html(404),
                InjectedFault.html(410),
                InjectedFault.answer(404, json, ""),
                InjectedFault.answer(410, json, "{}"),
                InjectedFault.answer(404, json, "{\"errors\":[{\"code\":\"not_found\"}]}"),
                InjectedFault.answer(404, json, "{\"type\":\"error.list\",\"errors\":[]}"));
    }

    @ParameterizedTest
    @MethodSource("notIntercoms")
    void K81_a_sweep_removes_nothing_on_the_word_of_something_else_than_intercom(InjectedFault fault) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").company("other").contact("u").contact("stays");
            copy.fake.joinCompany("stays", "c").joinCompany("stays", "other");
            copy.sync();
            copy.fake.leaveCompany("stays", "c").archive("u");
            copy.after(Duration.ofDays(2));
            copy.fake.fail("/companies/c", fault, Integer.MAX_VALUE);
            copy.fake.fail("/contacts/u", fault, Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(COMPANIES)).containsKey(List.of("c"));
            assertThat(copy.sink.rows(USERS)).containsKey(List.of("u"));
            assertThat(report.collection(COMPANIES).message()).contains("not certain that they are gone", ": c");
            assertThat(report.collection(USERS).message()).contains("not certain that they are gone", ": u");
        }
    }

    @Test
    void K82_an_answer_about_another_id_is_no_answer() {
        try (Copy copy = changedAfterSync("asked")) {
            copy.fake.conversation("other").company("c").company("d").contact("u");
            copy.fake.joinCompany("u", "c").joinCompany("u", "d");
            copy.sync();
            copy.fake.leaveCompany("u", "c");
            copy.after(Duration.ofDays(2));
            copy.fake.addPart("asked", Map.of("body", "new"));
            copy.fake.fail("/conversations/asked", InjectedFault.answerOf("/conversations/other"), Integer.MAX_VALUE);
            copy.fake.fail("/companies/c", InjectedFault.answerOf("/companies/d"), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).message()).contains("about another id", ": asked");
            assertThat(report.collection(COMPANIES).message()).contains("about another id", ": c");
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c"), List.of("d"));
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(3);
        }
    }

    @Test
    void K82_an_answer_about_another_id_that_comes_once_changes_nothing() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("old").contact("other");
            copy.sync();
            copy.fake.delete(ObjectType.CONTACTS, "old");
            copy.after(Duration.ofDays(2));
            copy.fake.fail("/contacts/old", InjectedFault.answerOf("/contacts/other"), 1);

            copy.sync();

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("other"));
            assertThat(survivors(copy)).doesNotContain("other");
        }
    }

    @Test
    void K82_an_old_id_that_answers_with_its_survivor_is_a_merge() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("old").contact("survivor");
            copy.sync();
            copy.fake.merge("old", "survivor");
            copy.after(Duration.ofDays(2));
            copy.fake.fail("/contacts/old", InjectedFault.answerOf("/contacts/survivor"), Integer.MAX_VALUE);

            copy.sync();

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("survivor"));
            assertThat(survivors(copy)).containsExactly("survivor");
        }
    }

    private static List<String> survivors(Copy copy) {
        return copy.sink.removals().stream()
                .filter(Removal.ByKey.class::isInstance)
                .map(removal -> String.valueOf(((Removal.ByKey) removal).survivor()))
                .toList();
    }

    /** K86: what a list does not have is gone, so it has to be Intercom's list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[]}",
                "{\"type\":\"list\",\"users\":[]}",
                "{\"type\":\"ok\",\"data\":[]}",
                "{\"type\":\"conversation.list\",\"conversations\":[]}",
                "{\"type\":\"list\",\"data\":[{\"type\":\"contact\",\"id\":\"u\"}]}"
            })
    void K86_nothing_goes_since_an_answer_lacks_it_that_is_not_intercoms_list(String body) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake
                    .tag("t", "tag")
                    .segment("s", Map.of("name", "s"))
                    .admin("a", Map.of())
                    .team("e", Map.of());
            UnaryOperator<SyncEngine.Builder> lists = engine -> engine.collections(TAGS, SEGMENTS, ADMINS);
            copy.sync(lists);
            for (String path : List.of("/tags", "/segments", "/admins", "/teams")) {
                copy.fake.fail(path, InjectedFault.answer(200, "application/json", body), Integer.MAX_VALUE);
            }

            runAndSurvive(copy, lists);

            assertThat(copy.sink.removals()).isEmpty();
            assertThat(copy.sink.rows(TAGS)).containsKey(List.of("t"));
            assertThat(copy.sink.rows(SEGMENTS)).containsKey(List.of("s"));
            assertThat(copy.sink.rows(ADMINS)).containsKeys(List.of("a"), List.of("e"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"id\":\"c\",\"deleted_at\":ago}]}",
                "{\"type\":\"conversation.list\",\"conversations\":[{\"type\":\"conversation\",\"id\":\"c\"}]}",
                "{\"type\":\"list\",\"data\":[{\"type\":\"company\",\"id\":\"c\",\"deleted_at\":ago}]}",
                "{\"type\":\"list\",\"contacts\":[{\"id\":\"c\",\"deleted_at\":ago}]}"
            })
    void K86_no_conversation_goes_since_another_list_names_it(String body) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.sync();
            copy.after(Duration.ofHours(3));
            String ago = String.valueOf(copy.time.instant().getEpochSecond() - 60);
            copy.fake.fail(
                    "/conversations/deleted",
                    InjectedFault.answer(200, "application/json", body.replace("ago", ago)),
                    Integer.MAX_VALUE);

            runAndSurvive(copy, Copy::talks);

            assertThat(copy.sink.removals()).extracting(Removal::reason).doesNotContain(Removal.Reason.DELETED);
            assertThat(copy.sink.rows(CONVERSATIONS)).containsKey(List.of("c"));
        }
    }

    private static void runAndSurvive(Copy copy, UnaryOperator<SyncEngine.Builder> choices) {
        try {
            copy.sync(choices);
        } catch (SyncFailedException e) {
            assertThat(e.report().status()).isEqualTo(Status.FAILED);
        }
    }

    private static Copy changedAfterSync(String conversation) {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake.conversation(conversation).addPart(conversation, Map.of("body", "a"));
        copy.sync();
        copy.after(Duration.ofHours(3));
        copy.fake.addPart(conversation, Map.of("body", "b"));
        return copy;
    }

    @Test
    void K38_a_404_that_is_not_intercoms_on_a_list_of_a_contact_does_not_lose_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            for (int i = 0; i < 12; i++) {
                copy.fake.tag("t" + i, "tag " + i).tagContact("u", "t" + i);
            }
            copy.after(Duration.ofDays(30));
            copy.fake.fail("/contacts/u/tags", InjectedFault.html(404), 1);
            List<List<String>> stored = new CopyOnWriteArrayList<>();
            Sink sink =
                    changes -> changes.batches().forEach(batch -> batch.rows().forEach(row -> stored.add(row.key())));
            CheckpointStore store = new InMemoryCheckpointStore();

            SyncReport report =
                    copy.sync(sink, engine -> engine.checkpointStore(store).collections(USERS));
            copy.after(Duration.ofHours(3));
            copy.sync(sink, engine -> engine.checkpointStore(store).collections(USERS));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(stored).contains(List.of("u"));
        }
    }

    @Test
    void K38_a_sweep_does_not_believe_a_404_that_is_not_intercoms() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c", Map.of()).contact("u").joinCompany("u", "c");
            copy.sync();
            copy.fake.leaveCompany("u", "c");
            copy.after(Duration.ofDays(2));
            copy.fake.fail("/companies/c", InjectedFault.html(404), 1);

            copy.sync();

            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c"));
        }
    }

    @Test
    void K38_a_404_that_is_not_intercoms_is_no_end_of_companies() {
        try (Copy copy = new Copy(workspace -> workspace.companies(30))) {
            copy.fake.deny("/companies/list", 403);
            copy.fake.fail("/companies/scroll", InjectedFault.html(404), 1);

            copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(copy.sink.rows(COMPANIES)).hasSize(30);
        }
    }
}
