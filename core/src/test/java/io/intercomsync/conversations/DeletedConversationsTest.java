package io.intercomsync.conversations;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ApiVersion;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Intercom's list of deleted conversations tells, and what of it is believed. */
class DeletedConversationsTest {
    private static final String DELETED = "/conversations/deleted";

    @Test
    void one_deleted_within_the_second_of_the_last_question_goes_without_any_lookback() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("stays").conversation("goes");
            copy.after(Duration.ofMillis(500));
            copy.sync();
            copy.fake.delete(ObjectType.CONVERSATIONS, "goes");
            copy.after(Duration.ofHours(3));

            copy.sync(engine -> engine.lookback(Duration.ZERO));

            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("stays"));
        }
    }

    @Test
    void what_was_deleted_before_the_version_told_of_it_goes_once_it_does() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(40))) {
            copy.version(ApiVersion.V2_15).sync();
            copy.after(Duration.ofDays(3));
            deleteSome(copy, 5);
            copy.after(Duration.ofDays(3));
            copy.sync();
            copy.after(Duration.ofDays(3));

            copy.version(ApiVersion.V2_16).sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(35);
            copy.isCurrent();
        }
    }

    @Test
    void parts_go_whose_conversation_was_deleted_while_only_parts_were_wanted() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c").conversation("other");
            copy.fake.addPart("c", Map.of("body", "part"));
            copy.after(Duration.ofDays(3));
            copy.sync(engine -> engine.collections(CONVERSATION_PARTS));
            copy.after(Duration.ofDays(3));
            copy.fake.delete(ObjectType.CONVERSATIONS, "c");

            copy.sync();

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).isEmpty();
            copy.isCurrent();
        }
    }

    @Test
    void K112_parts_held_without_their_conversation_go_once_a_refused_list_is_allowed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c").conversation("other");
            copy.fake.addPart("c", Map.of("body", "part"));
            copy.after(Duration.ofDays(3));
            copy.sync(engine -> engine.collections(CONVERSATION_PARTS));
            copy.after(Duration.ofDays(3));
            copy.fake.delete(ObjectType.CONVERSATIONS, "c").deny(DELETED, 403);
            SyncReport refused = copy.sync();
            copy.after(Duration.ofDays(3));
            copy.fake.allow(DELETED);

            SyncReport allowed = copy.sync();

            assertThat(refused.status()).as(refused.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(allowed.status()).as(allowed.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).isEmpty();
            copy.isCurrent();
        }
    }

    @Test
    void an_item_without_an_id_does_not_hide_the_pages_after_it() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(100))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            deleteSome(copy, 70);
            copy.fake.fail(
                    DELETED, page("{\"deleted_at\":" + copy.time.instant().getEpochSecond() + "}"), 1);

            copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(90);
        }
    }

    @Test
    void pages_that_lead_in_a_circle_end_as_a_failure() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(5))) {
            copy.fake.fail(DELETED, page("{\"id\":\"c\"}"), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.maxRequests(500)))
                    .isInstanceOf(SyncFailedException.class)
                    .hasStackTraceContaining("circle");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void K112_a_refused_list_keeps_no_change_away_and_what_was_deleted_goes_once_it_is_allowed(int status) {
        try (Copy copy = new Copy(workspace -> workspace.conversations(40))) {
            copy.fake.deny(DELETED, status);
            SyncReport first = copy.sync();
            copy.after(Duration.ofDays(3));
            deleteSome(copy, 5);
            copy.fake.conversation("new").addPart("new", Map.of("body", "part"));
            long before = copy.fake.requestCount("GET", "/conversations/");
            SyncReport second = copy.sync();
            long requests = copy.fake.requestCount("GET", "/conversations/") - before;
            Set<List<String>> held = copy.sink.rows(CONVERSATIONS).keySet();
            copy.after(Duration.ofDays(3));
            copy.fake.allow(DELETED);

            SyncReport third = copy.sync();

            assertThat(List.of(first, second)).allSatisfy(report -> {
                assertThat(report.collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);
                assertThat(report.collection(CONVERSATION_PARTS).status()).isEqualTo(Status.INCOMPLETE);
                assertThat(report.collection(CONVERSATIONS).message())
                        .contains("it is not known which conversations were deleted, so their rows stay")
                        .contains("ive the app the permission \"Read conversations\"");
            });
            assertThat(held).hasSize(41).contains(List.of("new"));
            assertThat(requests)
                    .as("conversations read again by the second run")
                    .isLessThan(8);
            assertThat(third.status()).as(third.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(36);
            copy.isCurrent();
        }
    }

    @Test
    void a_deletion_of_long_ago_does_not_hide_that_another_conversation_is_missing() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(40))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            List<String> two = deleteSome(copy, 1);
            copy.after(Duration.ofHours(3));
            String lost = copy.sink.rows(CONVERSATIONS).keySet().stream()
                    .map(key -> key.get(0))
                    .filter(id -> !two.contains(id))
                    .findFirst()
                    .orElseThrow();
            copy.sink.write(new Changes(
                    List.of(new Removal.ByKey(
                            CONVERSATIONS, List.of(lost), Removal.Reason.DELETED, copy.time.instant(), null)),
                    List.of(),
                    copy.sink
                            .checkpoint(copy.fake.workspaceId(), "conversations")
                            .orElseThrow()));

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    private static InjectedFault page(String item) {
        return InjectedFault.answer(
                200,
                "application/json",
                "{\"type\":\"list\",\"data\":[" + item + "],\"pages\":{\"type\":\"pages\",\"next\":2}}");
    }

    private static List<String> deleteSome(Copy copy, int count) {
        List<String> deleted = copy.sink.rows(CONVERSATIONS).keySet().stream()
                .map(key -> key.get(0))
                .limit(count)
                .toList();
        deleted.forEach(id -> copy.fake.delete(ObjectType.CONVERSATIONS, id));
        return deleted;
    }

    @Test
    void conversations_are_read_while_the_list_of_deleted_ones_is_forbidden() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c").conversation("goes");
            copy.sync();
            copy.after(Duration.ofHours(30));
            copy.fake.deny(DELETED, 403).delete(ObjectType.CONVERSATIONS, "goes");
            for (String id : List.of("first", "second", "third")) {
                copy.fake.conversation(id);
                assertThat(copy.sync().collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);
                assertThat(copy.sink.rows(CONVERSATIONS)).containsKey(List.of(id));
                copy.after(Duration.ofHours(30));
            }
            copy.fake.allow(DELETED);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }
}
