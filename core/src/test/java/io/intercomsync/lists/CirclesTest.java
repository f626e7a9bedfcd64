package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** K85: pages lead in a circle only where they bring nothing new, whatever else comes again. */
class CirclesTest {

    @Test
    void K85_a_scroll_whose_pages_begin_with_the_same_company_is_read_to_its_end() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.deny("/companies/list", 403);
            for (int page = 0; page < 5; page++) {
                String companies = items("company", "again", "c" + page + "a", "c" + page + "b");
                answer(
                        copy,
                        "/companies/scroll",
                        "{\"type\":\"list\",\"data\":[%s],\"scroll_param\":\"p\"}",
                        companies);
            }
            answer(copy, "/companies/scroll", "{\"type\":\"list\",\"data\":[%s],\"scroll_param\":\"p\"}", "");

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(11);
            assertThat(copy.time.sleeps()).isEmpty();
        }
    }

    @Test
    void K85_one_page_that_brings_nothing_new_is_not_the_end_of_a_scroll() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.deny("/companies/list", 403);
            for (String company : List.of("a", "b", "a", "c")) {
                String body = "{\"type\":\"list\",\"data\":[%s],\"scroll_param\":\"p\"}";
                answer(copy, "/companies/scroll", body, items("company", company));
            }
            answer(copy, "/companies/scroll", "{\"type\":\"list\",\"data\":[%s],\"scroll_param\":\"p\"}", "");

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(3);
        }
    }

    @Test
    void K85_a_cursor_that_comes_again_with_new_conversations_leads_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            for (int page = 0; page < 4; page++) {
                String next = page == 3 ? "null" : "{\"starting_after\":\"same\"}";
                String body =
                        "{\"type\":\"conversation.list\",\"conversations\":[%s],\"pages\":{\"next\":" + next + "}}";
                copy.fake.fail(
                        CirclesTest::isWalk,
                        InjectedFault.answer(
                                200, "application/json", body.formatted(items("conversation", "c" + page))),
                        1);
                copy.fake.conversation("c" + page);
            }

            SyncReport report = copy.sync(engine -> engine.collections(CONVERSATIONS));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(4);
        }
    }

    private static boolean isWalk(Request request) {
        return request.path().equals("/conversations/search") && request.body().contains("150");
    }

    @Test
    void K85_numbered_pages_and_small_lists_that_name_the_same_page_lead_on_while_they_bring_new_ones() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 4).forEach(i -> copy.fake.company("c" + i));
            copy.fake.holdScroll();
            AtomicInteger pages = new AtomicInteger();
            for (int page = 0; page < 4; page++) {
                String next = page == 3 ? "null" : "2";
                String body = "{\"type\":\"list\",\"data\":[%s],\"pages\":{\"next\":" + next + "}}";
                copy.fake.fail(
                        request -> request.path().equals("/companies/list")
                                && "60".equals(request.query().get("per_page"))
                                && pages.incrementAndGet() > 0,
                        InjectedFault.answer(200, "application/json", body.formatted(items("company", "c" + page))),
                        1);
                answer(copy, "/tags", body, items("tag", "t" + page));
            }

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES, TAGS));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(4);
            assertThat(copy.sink.rows(TAGS)).hasSize(4);
        }
    }

    private static void answer(Copy copy, String path, String body, String items) {
        copy.fake.fail(path, InjectedFault.answer(200, "application/json", body.formatted(items)), 1);
    }

    private static String items(String type, String... ids) {
        return Stream.of(ids)
                .map(id -> "{\"type\":\"%s\",\"id\":\"%s\",\"created_at\":1700000000,\"updated_at\":1700000000}"
                        .formatted(type, id))
                .collect(Collectors.joining(","));
    }
}
