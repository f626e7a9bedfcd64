package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.testing.Copy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers without bounds, as a whole run meets them. */
class HostileBoundsTest {
    private static final String SCROLL = "{\"type\":\"list\",\"scroll_param\":\"p\",\"data\":[%s]}";

    @Test
    void K88_one_number_of_a_company_costs_that_number_alone() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("1").company("2");
            String acme = "{\"id\":\"1\",\"name\":\"Acme\",\"size\":1e99999999999,\"monthly_spend\":"
                    + "7".repeat(1_001) + "},{\"id\":\"2\"}";
            answer(copy, "/companies/scroll", SCROLL.formatted(acme));
            answer(copy, "/companies/scroll", SCROLL.formatted(""));

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(COMPANIES).typeMismatches()).isEqualTo(2);
            Row stored = copy.sink.rows(COMPANIES).get(List.of("1"));
            assertThat(stored.value("name")).isEqualTo("Acme");
            assertThat(stored.value("extra").toString()).contains("\"size\":\"1e99999999999\"");
        }
    }

    @Test
    void K87_an_error_of_the_memory_in_a_reader_fails_its_feed_alone() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(5))) {
            InMemorySink sink = new InMemorySink() {
                @Override
                public synchronized Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
                    if (collection == TAGS) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return super.liveKeys(workspace, collection);
                }
            };

            SyncFailedException failed =
                    catchThrowableOfType(SyncFailedException.class, () -> copy.sync(sink, engine -> engine));

            assertThat(failed.report().collection(TAGS).status()).isEqualTo(Status.FAILED);
            assertThat(List.of(USERS, CONTACTS, COMPANIES, CONVERSATIONS))
                    .allMatch(
                            collection -> failed.report().collection(collection).status() == Status.COMPLETE);
        }
    }

    @Test
    void K87_an_id_of_a_megabyte_is_told_by_its_place_and_stays_out_of_the_checkpoint() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            answer(
                    copy,
                    "/tags",
                    "{\"type\":\"list\",\"data\":[{\"id\":\"" + "x".repeat(1 << 20) + "\"},{\"id\":\"2\"}]}");

            SyncReport report = copy.sync(engine -> engine.collections(TAGS));

            assertThat(report.collection(TAGS).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(TAGS)).hasSize(1);
            assertThat(report.toTable()).hasSizeLessThan(5_000);
        }
    }

    @Test
    void K89_a_contact_that_is_too_large_alone_is_kept_out_by_its_id_until_it_fits() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(40))) {
            copy.fake.contact("large", Map.of("role", "user", "name", "x".repeat(200_000)));
            SyncReport report = copy.smallAnswers(100_000).sync(engine -> engine.collections(USERS, CONTACTS));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).faults())
                    .extracting(fault -> fault.id())
                    .containsExactly("large");
            int all = copy.sink.rows(USERS).size() + copy.sink.rows(CONTACTS).size();
            assertThat(all).isEqualTo(40);
            SyncReport later = copy.sync(engine -> engine.collections(USERS, CONTACTS));
            assertThat(later.collection(USERS).faults())
                    .extracting(fault -> fault.id())
                    .containsExactly("large");

            SyncReport healed = copy.smallAnswers(64 << 20).sync(engine -> engine.collections(USERS, CONTACTS));

            assertThat(healed.status()).as(healed.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).containsKey(List.of("large"));
        }
    }

    @Test
    void K89_contacts_that_are_too_large_alone_and_follow_each_other_cost_no_other() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(40))) {
            for (int i = 0; i < 5; i++) {
                copy.fake.contact("large" + i, Map.of("role", "user", "name", "x".repeat(200_000)));
            }

            SyncReport report = copy.smallAnswers(100_000).sync(engine -> engine.collections(USERS, CONTACTS));

            assertThat(report.collection(USERS).faults())
                    .as(report.toTable())
                    .extracting(fault -> fault.id())
                    .containsExactlyInAnyOrder("large0", "large1", "large2", "large3", "large4");
            int all = copy.sink.rows(USERS).size() + copy.sink.rows(CONTACTS).size();
            assertThat(all).isEqualTo(40);
        }
    }

    @Test
    void K89_the_report_says_why_companies_were_read_by_pages() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 100; i++) {
                copy.fake.company("c" + i, Map.of("name", "x".repeat(1_200)));
            }
            copy.fake.fail(
                    request -> request.path().equals("/companies/list")
                            && "2".equals(request.query().get("page"))
                            && "60".equals(request.query().get("per_page")),
                    InjectedFault.status(400, "bad_request", "page limit reached, please use scroll API"),
                    1);

            SyncReport report = copy.smallAnswers(100_000).sync(engine -> engine.collections(COMPANIES));

            assertThat(report.collection(COMPANIES).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(COMPANIES).message())
                    .contains("a page of Intercom's scroll of companies is too large", "10,000")
                    .doesNotContain("another application");
        }
    }

    @Test
    void K89_companies_are_read_by_smaller_pages_where_a_page_of_their_scroll_is_too_large() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 100; i++) {
                copy.fake.company("c" + i, Map.of("name", "x".repeat(i == 70 ? 200_000 : 2_000)));
            }

            SyncReport report = copy.smallAnswers(100_000).sync(engine -> engine.collections(COMPANIES));

            assertThat(report.collection(COMPANIES).faults())
                    .as(report.toTable())
                    .extracting(fault -> fault.id())
                    .containsExactly("c70");
            assertThat(copy.sink.rows(COMPANIES)).hasSize(99);
        }
    }

    @Test
    void K87_a_text_of_a_sink_is_cut_in_the_report() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            SyncFailedException failed = catchThrowableOfType(
                    SyncFailedException.class,
                    () -> copy.sync(
                            changes -> {
                                throw new SinkException("x".repeat(1 << 20), null);
                            },
                            engine -> engine));

            assertThat(failed.report().toTable()).hasSizeLessThan(50_000);
            assertThat(failed.report().toJson()).hasSizeLessThan(50_000);
        }
    }

    private static void answer(Copy copy, String path, String body) {
        copy.fake.fail(path, InjectedFault.answer(200, "application/json", body), 1);
    }
}
