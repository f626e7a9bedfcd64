package io.intercomsync.conversations;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ApiVersion;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong with searches elsewhere: answers out of order, cursors that lead in a circle, versions that drift. */
class ConversationFaultsTest {
    private static final String SEARCH = "/conversations/search";

    @Test
    void K31_an_answer_out_of_order_loses_nothing() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.sync();
            copy.after(Duration.ofHours(6));
            Instant now = copy.time.instant();
            String second = "\"pages\":{\"next\":{\"page\":2,\"starting_after\":\"A\"}}";
            copy.fake.fail(
                    request -> isWalk(request) && request.body().contains("\"A\""), changedBefore(now, "", 900, 30), 1);
            copy.fake.fail(
                    ConversationFaultsTest::isWalk, changedBefore(now, "," + second, 10, 300, 900, 20, 0, 200), 1);

            copy.sync(engine -> engine.collections(CONVERSATIONS));

            assertThat(copy.sink.rows(CONVERSATIONS).keySet())
                    .as("those of the last six hours, and what is listed with them")
                    .extracting(key -> key.get(0))
                    .contains("10", "300", "20", "0", "200", "30");
        }
    }

    private static InjectedFault changedBefore(Instant now, String next, int... minutes) {
        return answer("{\"type\":\"conversation.list\",\"conversations\":"
                + IntStream.of(minutes)
                        .mapToObj(ago -> conversation(
                                String.valueOf(ago),
                                now.minus(Duration.ofMinutes(ago)).getEpochSecond()))
                        .toList()
                + next + "}");
    }

    private static String conversation(String id, long updatedAt) {
        return "{\"type\":\"conversation\",\"id\":\"%s\",\"created_at\":1700000000,\"updated_at\":%s,"
                        .formatted(id, updatedAt)
                + "\"source\":{\"delivered_as\":\"admin_initiated\"},\"statistics\":{\"count_conversation_parts\":1}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.10", "2.14", "2.16", "Preview"})
    void K37_every_request_asks_for_the_chosen_version_and_every_page_is_read(String version) {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(400).conversations(400)).version(ApiVersion.of(version))) {
            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requests()).extracting(Request::version).containsOnly(version);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(400);
            assertThat(report.collection(USERS).held())
                    .isEqualTo(report.collection(USERS).expected());
        }
    }

    @Test
    void K39_cursors_that_lead_in_a_circle_are_an_error_and_remove_nothing() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(300))) {
            copy.sync();
            copy.after(Duration.ofHours(6));
            copy.fake.fail(request -> isWalk(request) && request.body().contains("\"A\""), page("B"), 1_000);
            copy.fake.fail(ConversationFaultsTest::isWalk, page("A"), 1_000);

            assertThatThrownBy(() -> copy.sync(engine -> engine.maxRequests(2_000)))
                    .isInstanceOfSatisfying(SyncFailedException.class, e -> {
                        assertThat(e.report().collection(CONVERSATIONS).status())
                                .isEqualTo(Status.FAILED);
                        assertThat(e.report().collection(CONVERSATIONS).message())
                                .contains("circle");
                    });

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSizeGreaterThanOrEqualTo(300);
            copy.fake.clearFaults();
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void an_empty_page_amid_a_search_is_not_its_end() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.sync();
            copy.after(Duration.ofHours(6));
            long now = copy.time.instant().getEpochSecond();
            copy.fake.fail(request -> isWalk(request) && request.body().contains("\"A\""), empty("B"), 1);
            copy.fake.fail(
                    request -> isWalk(request) && request.body().contains("\"B\""),
                    answer("{\"type\":\"conversation.list\",\"conversations\":[" + conversation("behind", now) + "]}"),
                    1);
            copy.fake.fail(ConversationFaultsTest::isWalk, page("A"), 1);

            copy.sync(engine -> engine.collections(CONVERSATIONS));

            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("behind"), List.of("c"));
        }
    }

    @Test
    void empty_pages_without_an_end_are_an_error() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.sync();
            copy.after(Duration.ofHours(6));
            AtomicInteger pages = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (isWalk(request)) {
                    copy.fake.fail(ConversationFaultsTest::isWalk, empty("next " + pages.incrementAndGet()), 1);
                }
            });

            assertThatThrownBy(() -> copy.sync(engine -> engine.maxRequests(2_000)))
                    .isInstanceOf(SyncFailedException.class)
                    .hasMessageContaining("empty pages");
        }
    }

    private static InjectedFault empty(String next) {
        return answer("{\"type\":\"conversation.list\",\"conversations\":[],"
                + "\"pages\":{\"next\":{\"page\":2,\"starting_after\":\"" + next + "\"}}}");
    }

    private static InjectedFault page(String next) {
        return answer("{\"type\":\"conversation.list\",\"conversations\":[" + conversation("c", 1_767_225_600)
                + "],\"total_count\":900,\"pages\":{\"next\":{\"page\":2,\"starting_after\":\"" + next + "\"}}}");
    }

    private static boolean isWalk(Request request) {
        return request.path().equals(SEARCH) && request.body().contains("\"per_page\":150");
    }

    private static InjectedFault answer(String body) {
        return InjectedFault.answer(200, "application/json", body);
    }

    @Test
    void K31_conversations_that_began_as_messages_of_ours_are_read_like_all_others() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = Stream.of("customer_initiated", "admin_initiated", "automated", "campaigns_initiated")
                    .peek(how -> copy.fake.conversation(how, Map.of("source", Map.of("delivered_as", how))))
                    .toList();

            copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(ids.size());
            copy.isCurrent();
        }
    }

    @Test
    void K34_a_search_that_breaks_off_without_a_word_is_read_once_more() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changedConversations(copy);
            breakOff(copy, 1);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_search_that_always_breaks_off_is_told() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changedConversations(copy);
            breakOff(copy, Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(CONVERSATIONS).message())
                    .contains("counts 400")
                    .contains("after 150");
        }
    }

    private static void changedConversations(Copy copy) {
        for (int i = 0; i < 400; i++) {
            copy.fake.conversation("c" + i);
        }
        copy.sync();
        copy.after(Duration.ofHours(3));
        for (int i = 0; i < 400; i++) {
            copy.fake.conversation("c" + i, Map.of("open", false, "state", "closed"));
        }
    }

    /** Answers each second page with an empty one that names no next. */
    private static void breakOff(Copy copy, int times) {
        String end = "{\"type\":\"conversation.list\",\"conversations\":[],\"total_count\":400,\"pages\":null}";
        copy.fake.fail(
                request -> request.path().equals("/conversations/search")
                        && String.valueOf(request.body()).contains("starting_after"),
                InjectedFault.answer(200, "application/json", end),
                times);
    }
}
