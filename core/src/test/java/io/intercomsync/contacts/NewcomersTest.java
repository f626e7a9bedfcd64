package io.intercomsync.contacts;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who comes during a run makes up, in Intercom's counts, for who leaves, and is no reason to say that rows are missing. */
class NewcomersTest {
    private static final String CONTACT_SEARCH = "/contacts/search";
    private static final String CONVERSATION_SEARCH = "/conversations/search";

    @Test
    void a_contact_that_comes_when_another_has_left_unread_is_taken_in() {
        int searches = searchesOfAFirstRun(CONTACT_SEARCH);
        try (Copy copy = workspace()) {
            busily(
                    copy,
                    CONTACT_SEARCH,
                    3,
                    () -> copy.fake.delete(ObjectType.CONTACTS, "u7"),
                    searches + 1,
                    () -> copy.fake.contact("comes"));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).hasSize(20).containsKey(List.of("comes"));
            copy.isCurrent();
        }
    }

    @Test
    void a_contact_that_left_unread_is_not_missing() {
        try (Copy copy = workspace()) {
            busily(
                    copy,
                    CONTACT_SEARCH,
                    3,
                    () -> copy.fake.delete(ObjectType.CONTACTS, "u7"),
                    Integer.MAX_VALUE,
                    () -> {});

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(USERS).expected()).isEqualTo(19);
            assertThat(copy.sink.rows(USERS)).hasSize(19);
        }
    }

    @Test
    void a_conversation_that_comes_when_another_has_left_unread_is_taken_in() {
        int searches = searchesOfAFirstRun(CONVERSATION_SEARCH);
        try (Copy copy = workspace()) {
            busily(
                    copy,
                    CONVERSATION_SEARCH,
                    2,
                    () -> copy.fake.delete(ObjectType.CONVERSATIONS, "c7"),
                    searches + 1,
                    () -> copy.fake.conversation("comes").addPart("comes", Map.of()));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(20).containsKey(List.of("comes"));
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);
            copy.isCurrent();
        }
    }

    @Test
    void a_contact_that_comes_during_a_run_for_changes_is_taken_in() {
        try (Copy copy = workspace()) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.contact("new");
            int searches = searchesOf(copy, CONTACT_SEARCH);
            copy.after(Duration.ofHours(3));
            copy.fake.contact("leaves").forgetRequests();
            busily(
                    copy,
                    CONTACT_SEARCH,
                    3,
                    () -> copy.fake.delete(ObjectType.CONTACTS, "leaves"),
                    searches + 1,
                    () -> copy.fake.contact("comes"));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).hasSize(22).containsKey(List.of("comes"));
            copy.isCurrent();
        }
    }

    @Test
    void K35_what_no_second_look_finds_is_missing_and_is_looked_for_once() {
        try (Copy copy = workspace()) {
            List<Request> looks = new CopyOnWriteArrayList<>();
            copy.fake.fail(
                    request -> request.path().equals(CONTACT_SEARCH)
                            && !request.body().contains("\"per_page\":1}")
                            && looks.add(request),
                    InjectedFault.answer(200, "application/json", "{\"type\":\"list\",\"data\":[],\"total_count\":0}"),
                    Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message())
                    .contains("Intercom counts 20 of them, but only 0 are stored");
            assertThat(looks).hasSize(2);
        }
    }

    private static Copy workspace() {
        Copy copy = new Copy(workspace -> workspace);
        IntStream.range(0, 20).forEach(i -> copy.fake.contact("u" + i).conversation("c" + i));
        copy.after(Duration.ofHours(3));
        return copy;
    }

    private static int searchesOfAFirstRun(String path) {
        try (Copy copy = workspace()) {
            return searchesOf(copy, path);
        }
    }

    private static int searchesOf(Copy copy, String path) {
        copy.fake.forgetRequests();
        copy.sync();
        return (int) copy.fake.requestCount("POST", path);
    }

    /** Somebody leaves before the first page is read, and somebody comes before Intercom is asked for its count again. */
    private static void busily(Copy copy, String path, int leaving, Runnable leaves, int coming, Runnable comes) {
        AtomicInteger searches = new AtomicInteger();
        copy.fake.beforeEach(request -> {
            int number = request.path().equals(path) ? searches.incrementAndGet() : 0;
            if (number == leaving) {
                leaves.run();
            } else if (number == coming) {
                comes.run();
            }
        });
    }
}
