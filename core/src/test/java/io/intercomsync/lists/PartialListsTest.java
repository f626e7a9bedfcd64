package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of which something goes while they are read, or of which no part shows all. */
class PartialListsTest {

    @Test
    void a_member_without_a_date_of_a_segment_that_is_cut_is_known_to_be_in_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("s", Map.of("name", "s"));
            long now = copy.time.instant().getEpochSecond();
            IntStream.range(0, 3_100)
                    .forEach(i -> copy.fake.contact(
                            "u" + i, Map.of("created_at", now - 86_400L * (i % 300), "segments", List.of("s"))));
            Map<String, Object> undated = new HashMap<>(Map.of("segments", List.of("s")));
            undated.put("created_at", null);
            copy.fake.contact("undated", undated);
            copy.after(Duration.ofDays(5));

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("undated")).value("segments"))
                    .asString()
                    .contains("\"s\"");
        }
    }

    @Test
    void a_scroll_that_dies_after_a_page_of_which_one_was_deleted_has_not_ended() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(100, 350).forEach(i -> copy.fake.company("c" + i));
            copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofHours(3));
            copy.fake.company("c349", Map.of("name", "its new name"));
            copy.after(Duration.ofHours(3));
            AtomicInteger pages = new AtomicInteger();
            copy.fake
                    .beforeEach(request -> {
                        if (request.path().equals("/companies/scroll") && pages.incrementAndGet() == 2) {
                            copy.fake.delete(ObjectType.COMPANIES, "c250");
                        }
                    })
                    .fail(
                            request -> request.path().equals("/companies/scroll") && pages.get() == 3,
                            InjectedFault.status(404, "not_found", "scroll parameter not found"),
                            1);

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES).get(List.of("c349")).value("name"))
                    .isEqualTo("its new name");
        }
    }

    @Test
    void pages_by_number_are_no_proof_that_all_companies_were_read() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(100, 230)
                    .filter(i -> i != 169)
                    .forEach(i -> copy.fake.company("c" + i, Map.of("last_request_at", 1_700_000_000L + i)));
            copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofHours(3));
            copy.fake.company("c169", Map.of("last_request_at", 1_700_000_169L));
            copy.after(Duration.ofHours(3));
            AtomicInteger pages = new AtomicInteger();
            copy.fake.holdScroll().beforeEach(request -> {
                if (request.path().equals("/companies/list")
                        && "60".equals(request.query().get("per_page"))
                        && pages.incrementAndGet() == 2) {
                    copy.fake.delete(ObjectType.COMPANIES, "c229");
                }
            });

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status() == Status.COMPLETE
                            && !copy.sink.rows(COMPANIES).containsKey(List.of("c169")))
                    .as(report.toTable())
                    .isFalse();
        }
    }
}
