package io.intercomsync.contacts;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ApiVersion;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts that change between runs, over a search that compares days and lags behind. */
class ContactChangesTest {
    private static final Duration INDEX_DELAY = Duration.ofMinutes(4);

    static Stream<Arguments> midnights() {
        return Stream.of(
                Arguments.of("Pacific/Pago_Pago", "2026-02-10"), // UTC-11
                Arguments.of("UTC", "2026-02-10"),
                Arguments.of("Asia/Kathmandu", "2026-02-10"), // UTC+5:45
                Arguments.of("Pacific/Kiritimati", "2026-02-10"), // UTC+14
                Arguments.of("America/New_York", "2026-03-08"), // clocks go forward that day
                Arguments.of("America/New_York", "2026-11-01"), // and back
                Arguments.of("America/Sao_Paulo", "2026-02-10"));
    }

    @ParameterizedTest
    @MethodSource("midnights")
    void K01_and_K02_and_K09_contacts_changed_around_midnight_arrive(String zone, String day) {
        for (ApiVersion version : List.of(ApiVersion.V2_14, ApiVersion.V2_16, ApiVersion.V2_17)) {
            Instant midnight =
                    LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant();
            try (Copy copy = new Copy(
                            workspace -> workspace.timezone(ZoneId.of(zone)).indexDelay(INDEX_DELAY))
                    .version(version)) {
                copy.at(midnight.minus(Duration.ofHours(2)));
                copy.fake.contact("before").contact("after");
                copy.after(INDEX_DELAY);
                copy.sync();

                copy.at(midnight.minusSeconds(30));
                copy.fake.contact("before", Map.of("name", "changed before midnight"));
                copy.at(midnight.plusSeconds(30));
                copy.fake
                        .contact("after", Map.of("name", "changed after midnight"))
                        .contact("new");
                copy.after(Duration.ofSeconds(30));
                copy.sync();
                copy.after(INDEX_DELAY);
                SyncReport report = copy.sync();

                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
                assertThat(copy.sink.rows(USERS)).hasSize(3);
                copy.isCurrent();
            }
        }
    }

    @Test
    void K02_changes_are_asked_for_by_the_days_of_the_workspace() {
        ZoneId zone = ZoneId.of("Pacific/Kiritimati");
        try (Copy copy = new Copy(workspace -> workspace.timezone(zone))) {
            copy.sync();
            LocalDate day =
                    copy.time.instant().minus(Duration.ofHours(1)).atZone(zone).toLocalDate();
            copy.after(Duration.ofHours(3));
            copy.fake.forgetRequests();

            copy.sync();

            String bound = String.valueOf(day.minusDays(1).atStartOfDay(zone).toEpochSecond());
            assertThat(copy.fake.requests())
                    .filteredOn(request -> request.path().equals("/contacts/search")
                            && request.body().contains("updated_at"))
                    .isNotEmpty()
                    .allMatch(request -> request.body().contains(bound));
        }
    }

    @Test
    void K04_a_contact_changed_an_hour_ago_arrives_today() {
        try (Copy copy = new Copy(workspace -> workspace.timezone(ZoneId.of("UTC")))) {
            copy.fake.contact("u");
            copy.sync();

            copy.at(Instant.parse("2026-01-05T13:00:00Z"));
            copy.fake.contact("u", Map.of("name", "Ada"));
            copy.at(Instant.parse("2026-01-05T14:00:00Z"));
            copy.sync();

            copy.isCurrent();
        }
    }

    @Test
    void K05_a_run_a_day_takes_in_that_day() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.sync();

            for (int day = 2; day < 9; day++) {
                copy.at(Instant.parse("2026-01-0" + day + "T09:00:00Z"));
                copy.fake.contact("new on day " + day);
                copy.at(Instant.parse("2026-01-0" + day + "T20:00:00Z"));
                copy.sync();
                copy.isCurrent();
            }
        }
    }

    @Test
    void K06_K07_and_K08_a_contact_changed_between_two_runs_of_one_day_arrives() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.at(Instant.parse("2026-01-05T10:00:00Z"));
            copy.fake.contact("u").contact("lead", Map.of("role", "lead"));
            copy.sync();

            copy.at(Instant.parse("2026-01-05T12:00:00Z"));
            copy.fake.contact("u", Map.of("name", "Ada")).contact("lead", Map.of("email", "lead@example.com"));
            copy.at(Instant.parse("2026-01-05T15:00:00Z"));
            copy.sync();

            copy.isCurrent();
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("Ada");
            assertThat(copy.sink.rows(CONTACTS).get(List.of("lead")).value("email"))
                    .isEqualTo("lead@example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.16", "2.17"}) // by the day, and by the second
    void K09_a_change_that_was_late_to_the_index_arrives_although_the_run_broke_off_behind_it(String version) {
        try (Copy copy = new Copy(workspace -> workspace.contacts(200)).version(ApiVersion.of(version))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            List<String> ids = copy.fake
                    .truth()
                    .contacts()
                    .map(contact -> String.valueOf(contact.get("id")))
                    .toList();
            copy.fake.contact(ids.get(0), Map.of("name", "late"));
            copy.fake.searchableFrom(ids.get(0), copy.time.instant().plus(INDEX_DELAY));
            copy.after(Duration.ofMinutes(1));
            ids.subList(1, 200).forEach(id -> copy.fake.contact(id, Map.of("name", "in time")));
            copy.fake.fail(request -> request.body().contains("starting_after"), InjectedFault.status(401), 1);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);

            copy.after(INDEX_DELAY);
            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_second_change_within_the_second_of_the_first_run_arrives() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> companies = Stream.iterate(0, i -> i + 1)
                    .limit(12)
                    .map(i -> "company" + i)
                    .toList();
            companies.forEach(copy.fake::company);
            copy.after(Duration.ofHours(2));
            copy.fake.contact("u", Map.of("companies", companies.subList(0, 11)));
            copy.sync();

            copy.fake.contact(
                    "u",
                    Map.of(
                            "companies",
                            companies,
                            "updated_at",
                            copy.fake
                                    .truth()
                                    .contacts()
                                    .findFirst()
                                    .orElseThrow()
                                    .get("updated_at")));
            copy.after(Duration.ofHours(3));
            copy.sync();

            copy.isCurrent();
        }
    }

    @Test
    void K42_and_K54_a_second_run_costs_what_changed() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(5_000).companies(200).conversations(600))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.contact("new");
            copy.fake.forgetRequests();

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            long segments = copy.fake.truth().segments().count();
            assertThat(copy.fake.requestCount()).isLessThan(25 + segments);
            assertThat(report.collection(USERS).changed()).isEqualTo(1);
            copy.isCurrent();
        }
    }

    @Test
    void K50_a_run_after_three_years_arrives_at_the_present_in_pieces_as_small_as_ever() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300))) {
            copy.sync();
            for (int month = 0; month < 36; month++) {
                copy.after(Duration.ofDays(30));
                for (int i = 0; i < 30; i++) {
                    copy.fake.contact("new in month " + month + ", " + i);
                }
            }
            AtomicInteger largest = new AtomicInteger();

            SyncReport report = copy.sync(
                    new BreakingSink(copy.sink, changes -> {
                        changes.batches()
                                .forEach(batch ->
                                        largest.accumulateAndGet(batch.rows().size(), Math::max));
                        return false;
                    }),
                    engine -> engine);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(USERS).changed()).isGreaterThanOrEqualTo(36 * 30);
            assertThat(largest.get()).as("rows of a collection in one write").isLessThanOrEqualTo(150);
            copy.isCurrent();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void K50_reading_waits_for_the_sink_however_much_has_changed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.sync();
            copy.after(Duration.ofDays(3 * 365));
            Map<String, Object> large = Map.of("custom_attributes", Map.of("about", "x".repeat(20_000)));
            IntStream.range(0, 900).forEach(i -> copy.fake.contact("u" + i, large));
            copy.fake.forgetRequests();
            Queue<Thread> readers = new ConcurrentLinkedQueue<>();
            AtomicLong pages = new AtomicLong();
            BreakingSink slow = new BreakingSink(copy.sink, changes -> {
                if (pages.get() == 0 && !changes.batches().isEmpty()) {
                    while (readers.stream().noneMatch(ContactChangesTest::waitsForTheSink)) {
                        Thread.onSpinWait();
                    }
                    pages.set(copy.fake.requests().stream()
                            .filter(request -> request.body().contains("\"per_page\":150"))
                            .count());
                }
                return false;
            });

            copy.sync(
                    slow,
                    engine -> engine.collections(USERS).threadFactory(task -> {
                        Thread reader = new Thread(task);
                        readers.add(reader);
                        return reader;
                    }));

            assertThat(pages).as("read before the first was stored, of six").hasValueBetween(1L, 2L);
            assertThat(copy.sink.rows(USERS)).hasSize(900);
        }
    }

    /** In the queue, or, once everything has been read, for all that is in it. */
    private static boolean waitsForTheSink(Thread reader) {
        return reader.getState() == Thread.State.WAITING
                && Stream.of(reader.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith(".WriteQueue"));
    }

    @Test
    void leaves_out_what_was_last_updated_before_the_start_date() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("old").conversation("old");
            copy.at(Instant.parse("2026-01-05T12:00:00Z"));
            copy.fake.contact("new").conversation("new");
            copy.after(Duration.ofHours(1));

            SyncReport report = copy.sync(engine -> engine.startDate(Instant.parse("2026-01-05T11:59:00Z")));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("new"));
            assertThat(report.collection(USERS).expected()).isEqualTo(2);

            copy.sync();

            copy.isCurrent();
        }
    }

    @Test
    void a_contact_that_comes_between_two_counts_is_no_reason_to_read_the_whole_list() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(400))) {
            AtomicInteger lists = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.method().equals("GET")
                        && request.path().equals("/contacts")
                        && lists.incrementAndGet() == 1) {
                    copy.fake.contact("comes");
                }
            });

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requests())
                    .filteredOn(request -> request.path().equals("/contacts"))
                    .extracting(request -> request.query().get("per_page"))
                    .as("it is counted again, since the searches before and after differ")
                    .containsExactly("1", "1");
        }
    }

    @Test
    void reads_everything_anew_when_asked_to() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(400))) {
            copy.sync();
            copy.after(Duration.ofHours(3));

            SyncReport report = copy.sync(SyncEngine.Builder::fullRefresh);

            assertThat(report.collection(USERS).rows()
                            + report.collection(CONTACTS).rows())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_column_that_was_left_out_is_filled_when_it_is_wanted() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300).conversations(100))) {
            copy.sync(engine -> engine.without("users.email", "conversation_parts.body"));
            copy.after(Duration.ofHours(3));

            copy.sync();

            copy.isCurrent();
        }
    }
}
