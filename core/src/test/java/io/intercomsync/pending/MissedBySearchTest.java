package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a search does not come to, or cannot see, is found all the same, or told. */
class MissedBySearchTest {

    @Test
    void members_of_a_segment_that_a_search_did_not_come_to_are_searched_for_once_more() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("s", Map.of("name", "s")).contact("u").enterSegment("u", "s");
            endSearchesOfMembers(copy, 1);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("segments"))
                    .asString()
                    .contains("\"s\"");
        }
    }

    @Test
    void members_of_a_segment_that_no_search_comes_to_are_told() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("s", Map.of("name", "s")).contact("u").enterSegment("u", "s");
            endSearchesOfMembers(copy, 2);

            SyncReport report = copy.sync();

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("not all of segment s are known");
        }
    }

    private static void endSearchesOfMembers(Copy copy, int times) {
        copy.fake.fail(
                request -> request.path().equals("/contacts/search")
                        && String.valueOf(request.body()).contains("\"segment_id\"")
                        && String.valueOf(request.body()).contains("150"),
                InjectedFault.answer(
                        200, "application/json", "{\"type\":\"list\",\"data\":[],\"total_count\":1,\"pages\":{}}"),
                times);
    }

    @Test
    void one_conversation_without_a_date_makes_no_other_be_asked_for_twice() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(5).conversations(40))) {
            copy.fake.put(
                    ObjectType.CONVERSATIONS,
                    Map.of("type", "conversation", "id", "undated", "updated_at", 1_700_000_000L));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(41);
            assertThat(copy.fake.requests())
                    .filteredOn(request -> request.path().matches("/conversations/(?!search|deleted|attributes).+"))
                    .extracting(request -> request.path())
                    .contains("/conversations/undated")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_conversation_without_a_date_is_not_hidden_by_others_that_come_all_the_time() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(5).conversations(40))) {
            copy.fake.put(
                    ObjectType.CONVERSATIONS,
                    Map.of("type", "conversation", "id", "undated", "updated_at", 1_700_000_000L));
            AtomicInteger comers = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/conversations/search")
                        && copy.fake.requestCount("GET", "/conversations") > comers.get()) {
                    copy.fake.conversation("comes " + comers.incrementAndGet());
                }
            });

            copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).containsKey(List.of("undated"));
        }
    }

    @Test
    void conversations_that_come_with_an_old_version_are_searched_for_once_a_day() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(5).conversations(300))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            Map<String, Object> old = Map.of("created_at", 1_600_000_000, "updated_at", 1_600_000_000);
            copy.fake.conversation("old", old).addPart("old", Map.of("body", "hidden so far"));
            copy.fake.conversation("old", old);
            assertThat(copy.sync().collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);
            copy.after(Duration.ofDays(1));
            copy.fake.forgetRequests();

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requests())
                    .filteredOn(request -> request.path().matches("/conversations/(?!search|deleted|attributes).+"))
                    .extracting(request -> request.path())
                    .containsExactly("/conversations/old");
            copy.isCurrent();
        }
    }

    @Test
    void conversations_of_which_none_is_missing_are_not_searched_for_once_a_day() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(5).conversations(300))) {
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(3));
            long soon = requestsOfRun(copy);
            copy.after(Duration.ofDays(2));

            assertThat(requestsOfRun(copy)).isEqualTo(soon);
        }
    }

    private static long requestsOfRun(Copy copy) {
        copy.fake.forgetRequests();
        SyncReport report = copy.sync(Copy::talks);
        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        return copy.fake.requests().size();
    }
}
