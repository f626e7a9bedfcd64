package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.SyncEngine;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that are not as they should be: what is wrong in them is told, and nothing that is held goes because of them. */
class HostileAnswersTest {

    @Test
    void parts_are_kept_when_a_conversation_comes_without_its_list_of_parts() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("1");
            copy.fake.addPart("1", Map.of());
            copy.fake.addPart("1", Map.of());
            copy.sync();
            answer(
                    copy,
                    "/conversations/1",
                    "{\"type\":\"conversation\",\"id\":\"1\",\"created_at\":1700000000,\"updated_at\":4000000000,"
                            + "\"statistics\":{\"count_conversation_parts\":3},\"conversation_parts\":null}");

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
            assertThat(report.collection(CONVERSATION_PARTS).status()).isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void a_conversation_that_came_with_too_few_parts_is_asked_for_until_it_has_all() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("1");
            copy.fake.addPart("1", Map.of());
            copy.fake.addPart("1", Map.of());
            answerWithoutParts(copy, "1", 2);
            copy.after(Duration.ofHours(12));

            for (int run = 0; run < 2; run++) {
                SyncReport report = copy.sync();

                assertThat(report.collection(CONVERSATION_PARTS).status()).isEqualTo(Status.INCOMPLETE);
                assertThat(report.collection(CONVERSATION_PARTS).message()).contains("2 counted, 0 read");
                copy.after(Duration.ofHours(12));
            }
            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
            copy.fake.forgetRequests();
            copy.sync();
            assertThat(copy.fake.requestCount("GET", "/conversations/1")).isZero();
        }
    }

    @Test
    void what_lacks_parts_stays_incomplete_although_the_budget_does_not_allow_to_ask_for_all_again() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(1_000, 1_180).mapToObj(String::valueOf).forEach(id -> {
                copy.fake.conversation(id);
                copy.fake.addPart(id, Map.of());
                copy.fake.addPart(id, Map.of());
                answerWithoutParts(copy, id, 1);
            });
            copy.after(Duration.ofHours(12));
            copy.sync();
            copy.after(Duration.ofHours(12));

            SyncReport report = copy.sync(engine -> engine.maxRequests(500));

            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            int stored = copy.sink.rows(CONVERSATION_PARTS).size();
            assertThat(stored).isPositive();
            assertThat(report.collection(CONVERSATION_PARTS).message()).contains((360 - stored) + " rows are missing");
        }
    }

    private static void answerWithoutParts(Copy copy, String id, int times) {
        long updated = copy.time.instant().getEpochSecond();
        copy.fake.fail(
                "/conversations/" + id,
                InjectedFault.answer(
                        200,
                        "application/json",
                        "{\"type\":\"conversation\",\"id\":\"%s\",\"created_at\":1700000000,\"updated_at\":%s,"
                                        .formatted(id, updated)
                                + "\"statistics\":{\"count_conversation_parts\":3},\"conversation_parts\":null}"),
                times);
    }

    @Test
    void a_part_without_an_id_is_told() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("1");
            copy.fake.addPart("1", Map.of());
            answer(
                    copy,
                    "/conversations/1",
                    "{\"type\":\"conversation\",\"id\":\"1\",\"created_at\":1700000000,\"updated_at\":1700000000,"
                            + "\"conversation_parts\":{\"total_count\":1,"
                            + "\"conversation_parts\":[{\"type\":\"conversation_part\",\"body\":\"b\"}]}}");

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void K35_parts_are_compared_with_both_counts_that_intercom_gives() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("1");
            copy.fake.addPart("1", Map.of());
            answer(
                    copy,
                    "/conversations/1",
                    "{\"type\":\"conversation\",\"id\":\"1\",\"created_at\":1700000000,\"updated_at\":1700000000,"
                            + "\"statistics\":{\"count_conversation_parts\":9},\"conversation_parts\":{\"total_count\":1,"
                            + "\"conversation_parts\":[{\"type\":\"conversation_part\",\"id\":\"7\",\"body\":\"b\"}]}}");

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATION_PARTS).message()).contains("8 counted, 1 read");
        }
    }

    @Test
    void a_page_of_companies_that_are_no_objects_is_told_and_is_not_the_end() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(20))) {
            scroll(copy, "7,8");

            SyncReport report = copy.sync();

            assertThat(report.collection(COMPANIES).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(COMPANIES).refused()).isEqualTo(2);
        }
    }

    @Test
    void a_company_without_an_id_spoils_nothing_but_itself() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c");
            scroll(
                    copy,
                    "{\"type\":\"company\",\"id\":null,\"name\":\"x\"},{\"type\":\"company\",\"id\":\"c\",\"name\":\"y\\ud800\"}");

            SyncReport report = copy.sync();

            assertThat(report.collection(COMPANIES).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c"));
        }
    }

    @Test
    void a_company_that_came_without_an_id_makes_the_next_read_due_at_once() {
        UnaryOperator<SyncEngine.Builder> weekly =
                engine -> engine.collections(COMPANIES).companiesInterval(Duration.ofDays(7));
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").company("d");
            scroll(copy, "{\"type\":\"company\",\"id\":null},{\"type\":\"company\",\"id\":\"c\"}");
            copy.sync(weekly);
            copy.after(Duration.ofHours(1));

            SyncReport report = copy.sync(weekly);

            assertThat(report.collection(COMPANIES).status())
                    .as(report.toTable())
                    .isEqualTo(Status.COMPLETE);
            assertThat(copy.sync(weekly).collection(COMPANIES).status()).isEqualTo(Status.SKIPPED);
        }
    }

    @Test
    void an_admin_who_is_listed_twice_is_no_loss() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            String admin = "{\"type\":\"admin\",\"id\":\"1\",\"name\":\"a\"}";
            answer(copy, "/admins", "{\"type\":\"admin.list\",\"admins\":[" + admin + "," + admin + "]}");

            SyncReport report = copy.sync();

            assertThat(report.collection(ADMINS).status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void admins_are_read_although_teams_are_forbidden() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.admin("a", Map.of()).team("t", Map.of());
            copy.sync();
            copy.fake.admin("b", Map.of()).deny("/teams", 403);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(ADMINS)).containsOnlyKeys(List.of("a"), List.of("b"), List.of("t"));
            assertThat(report.collection(ADMINS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(ADMINS).message()).contains("the teams are missing", "403");
        }
    }

    @Test
    void people_are_read_although_their_tags_are_forbidden() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            copy.fake.contact("u", Map.of("tags", tags));
            copy.fake.deny("/contacts/u/tags", 403);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(USERS)).hasSize(1);
            assertThat(report.collection(USERS).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message()).contains("more than ten tags");
        }
    }

    @Test
    void a_unit_is_bounded_where_only_children_are_wanted() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(1_500))) {
            AtomicInteger most = new AtomicInteger();

            copy.sync(
                    changes -> most.accumulateAndGet(changes.removals().size(), Math::max),
                    engine -> engine.collections(SOCIAL_PROFILES));

            assertThat(most.get()).isPositive().isLessThanOrEqualTo(500);
        }
    }

    private static void scroll(Copy copy, String companies) {
        answer(copy, "/companies/scroll", "{\"type\":\"list\",\"data\":[" + companies + "],\"scroll_param\":\"p\"}");
        copy.fake.fail(
                "/companies/scroll",
                InjectedFault.answer(200, "application/json", "{\"type\":\"list\",\"data\":[],\"scroll_param\":\"p\"}"),
                1);
    }

    private static void answer(Copy copy, String path, String body) {
        copy.fake.fail(path, InjectedFault.answer(200, "application/json", body), 1);
    }
}
