package io.intercomsync.sweeps;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sweep removes the objects that Intercom has deleted, and no others. */
class SweepTest {

    @Test
    void K71_a_deleted_contact_goes_with_its_profiles_at_once_when_intercom_counts_less() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300))) {
            copy.sync();
            String deleted =
                    copy.sink.rows(SOCIAL_PROFILES).keySet().iterator().next().get(0);
            copy.after(Duration.ofHours(3));
            copy.fake.delete(ObjectType.CONTACTS, deleted);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).doesNotContainKey(List.of(deleted));
            copy.isCurrent();
        }
    }

    @Test
    void K71_a_company_deleted_while_another_came_back_goes_with_the_daily_sweep() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("empty").company("goes").contact("u", Map.of("companies", List.of("empty", "goes")));
            copy.sync();
            copy.fake.leaveCompany("u", "empty");
            copy.after(Duration.ofDays(2));
            copy.sync();
            copy.fake.joinCompany("u", "empty").delete(ObjectType.COMPANIES, "goes");
            copy.after(Duration.ofHours(3));
            copy.sync();
            assertThat(copy.sink.rows(COMPANIES))
                    .as("one more than Intercom counts, as before")
                    .containsKey(List.of("goes"));
            copy.after(Duration.ofHours(22));

            copy.sync();

            copy.isCurrent();
        }
    }

    @Test
    void a_merged_contact_names_its_survivor() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("lead", Map.of("role", "lead")).contact("user");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.merge("lead", "user");

            copy.sync();

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(copy.sink.removals())
                    .filteredOn(removal -> removal.reason() == Removal.Reason.MERGED)
                    .filteredOn(Removal.ByKey.class::isInstance)
                    .extracting(removal -> ((Removal.ByKey) removal).survivor())
                    .containsExactly("user");
            copy.isCurrent();
        }
    }

    @Test
    void a_first_read_serves_as_the_listing_of_the_sweep_that_follows_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("stays").contact("u", Map.of("companies", List.of("stays")));
            copy.fake.company("left").contact("former", Map.of("companies", List.of("left")));
            copy.fake.leaveCompany("former", "left");
            copy.fake.beforeEach(request -> {
                if (request.query().containsKey("scroll_param")) {
                    copy.fake.leaveCompany("passer-by", "left");
                } else if (request.path().equals("/companies/scroll")) {
                    copy.fake.contact("passer-by", Map.of("companies", List.of("left")));
                }
            });

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("stays"), List.of("left"));
            assertThat(copy.fake.requestCount("GET", "/companies/scroll")).isEqualTo(2);
        }
    }

    @Test
    void K24_a_company_without_people_is_in_no_list_and_stays() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").contact("u", Map.of("companies", List.of("c")));
            copy.sync();
            copy.after(Duration.ofDays(2));
            copy.fake.leaveCompany("u", "c");

            copy.sync();

            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c"));
        }
    }

    @Test
    void a_company_that_is_in_no_list_is_held_as_it_is_found() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").contact("u", Map.of("companies", List.of("c")));
            copy.sync();
            copy.after(Duration.ofDays(2));
            Map<String, Object> segments =
                    Map.of("type", "segment.list", "segments", List.of(Map.of("type", "segment", "id", "s")));
            copy.fake.segment("s", Map.of("name", "Payers"));
            copy.fake.leaveCompany("u", "c").company("c", Map.of("name", "its new name", "segments", segments));

            copy.sync();

            assertThat(String.valueOf(
                            copy.sink.rows(COMPANIES).get(List.of("c")).value("segments")))
                    .contains("Payers");

            assertThat(copy.sink.rows(COMPANIES).get(List.of("c")).value("name"))
                    .isEqualTo("its new name");
        }
    }

    @Test
    void a_company_that_is_in_no_list_and_older_than_the_start_date_is_not_written() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").contact("u", Map.of("companies", List.of("c")));
            copy.sync();
            copy.after(Duration.ofDays(40));
            copy.fake.leaveCompany("u", "c");

            SyncReport report =
                    copy.sync(engine -> engine.startDate(copy.time.instant().minus(Duration.ofDays(10)))
                            .collections(COMPANIES));

            assertThat(copy.fake.requestCount("GET", "/companies/c")).isEqualTo(1);
            assertThat(report.collection(COMPANIES).rows()).isZero();
        }
    }

    @Test
    void profiles_go_whose_person_was_deleted_before_persons_were_wanted() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300))) {
            copy.sync(engine -> engine.collections(SOCIAL_PROFILES));
            String deleted =
                    copy.sink.rows(SOCIAL_PROFILES).keySet().iterator().next().get(0);
            copy.after(Duration.ofDays(2));
            copy.fake.delete(ObjectType.CONTACTS, deleted);

            copy.sync();

            copy.isCurrent();
        }
    }

    @Test
    void profiles_go_with_their_person_where_no_persons_are_wanted() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300))) {
            UnaryOperator<SyncEngine.Builder> profiles = engine -> engine.collections(SOCIAL_PROFILES);
            copy.sync(profiles);
            String deleted =
                    copy.sink.rows(SOCIAL_PROFILES).keySet().iterator().next().get(0);
            copy.after(Duration.ofDays(2));
            copy.fake.delete(ObjectType.CONTACTS, deleted);

            SyncReport report = copy.sync(profiles);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(SOCIAL_PROFILES).keySet())
                    .isNotEmpty()
                    .noneMatch(key -> key.get(0).equals(deleted));
        }
    }

    @Test
    void asks_less_and_less_often_for_a_company_that_answers_again_and_again() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").company("other").contact("u", Map.of("companies", List.of("c", "other")));
            copy.sync();
            copy.fake.leaveCompany("u", "c");
            copy.fake.forgetRequests();

            for (int day = 0; day < 16; day++) {
                copy.after(Duration.ofDays(1));
                copy.sync();
            }

            assertThat(copy.fake.requestCount("GET", "/companies/c")).isBetween(3L, 6L);
            copy.fake.delete(ObjectType.COMPANIES, "c");
            for (int day = 0; day < 32; day++) {
                copy.after(Duration.ofDays(1));
                copy.sync();
            }
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("other"));
        }
    }

    @Test
    void goes_on_with_those_that_it_has_not_asked_for_until_it_has_asked_for_all() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> companies = List.of("c1", "c2", "c3", "c4", "c5");
            companies.forEach(copy.fake::company);
            copy.fake.contact("u", Map.of("companies", companies));
            copy.sync();
            companies.forEach(company -> copy.fake.leaveCompany("u", company));
            copy.after(Duration.ofDays(1));
            copy.fake.forgetRequests();

            for (int run = 0; run < 5; run++) {
                copy.sync(engine -> engine.maxSweepProbes(2));
                copy.after(Duration.ofHours(1));
            }

            assertThat(companies)
                    .allSatisfy(company -> assertThat(copy.fake.requestCount("GET", "/companies/" + company))
                            .isEqualTo(1));
            copy.fake.delete(ObjectType.COMPANIES, "c1").delete(ObjectType.COMPANIES, "c5");
            for (int run = 0; run < 4; run++) {
                copy.after(Duration.ofDays(1));
                copy.sync(engine -> engine.maxSweepProbes(2));
            }
            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c2"), List.of("c3"), List.of("c4"));
        }
    }

    @Test
    void K24_a_sweep_that_breaks_off_removes_nothing() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(400))) {
            copy.sync();
            int before = copy.sink.rows(USERS).size() + copy.sink.rows(CONTACTS).size();
            copy.fake
                    .truth()
                    .contacts()
                    .limit(40)
                    .map(contact -> String.valueOf(contact.get("id")))
                    .toList()
                    .forEach(id -> copy.fake.delete(ObjectType.CONTACTS, id));
            copy.after(Duration.ofDays(2));
            AtomicInteger proofs = new AtomicInteger();
            copy.fake.fail(
                    request -> request.method().equals("GET")
                            && request.path().matches("/contacts/[^/]+")
                            && proofs.incrementAndGet() > 5,
                    InjectedFault.status(500),
                    Integer.MAX_VALUE);

            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);

            assertThat(copy.sink.rows(USERS).size() + copy.sink.rows(CONTACTS).size())
                    .isEqualTo(before);
            copy.fake.clearFaults();
            copy.sync();
            copy.isCurrent();
        }
    }

    @Test
    void refuses_to_remove_suspiciously_much_until_it_is_told_that_this_is_right() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 1_200).forEach(i -> copy.fake.contact("u" + i));
            copy.fake.contact("stays");
            copy.sync();
            copy.after(Duration.ofHours(3));
            IntStream.range(0, 1_200).forEach(i -> copy.fake.delete(ObjectType.CONTACTS, "u" + i));

            SyncReport report = copy.sync();

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message()).contains("1200 of 1201");
            assertThat(copy.sink.rows(USERS)).hasSize(1_201);

            copy.fake.forgetRequests();
            copy.sync();
            assertThat(probes(copy)).as("what was asked again").isZero();

            copy.sync(engine -> engine.maxSweepShare(1));
            assertThat(probes(copy)).as("they may have come back").isEqualTo(1_200);
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("stays"));
        }
    }

    @Test
    void a_refused_sweep_asks_only_for_what_it_has_not_asked_for() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> companies =
                    IntStream.range(0, 1_200).mapToObj(i -> "c" + i).toList();
            companies.forEach(copy.fake::company);
            copy.fake.company("empty").company("later").company("stays");
            copy.fake.contact("u", Map.of("companies", companies));
            List.of("empty", "later", "stays").forEach(company -> copy.fake.joinCompany("u", company));
            copy.sync();
            companies.forEach(company -> copy.fake.delete(ObjectType.COMPANIES, company));
            copy.fake.leaveCompany("u", "empty");
            copy.after(Duration.ofDays(1));
            copy.sync();
            copy.fake.leaveCompany("u", "later").forgetRequests();

            for (int run = 0; run < 3; run++) {
                copy.after(Duration.ofHours(3));
                SyncReport report = copy.sync();

                assertThat(report.collection(COMPANIES).message()).contains("1200 of 1203");
            }
            assertThat(copy.fake.requests())
                    .extracting(request -> request.path())
                    .filteredOn(path -> path.matches("/companies/(c[0-9]+|empty|later)"))
                    .containsExactly("/companies/later");

            copy.sync(engine -> engine.maxSweepShare(1));
            assertThat(copy.sink.rows(COMPANIES))
                    .containsOnlyKeys(List.of("empty"), List.of("later"), List.of("stays"));
        }
    }

    @Test
    void a_sweep_that_the_budget_cannot_finish_is_not_begun() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(1_100)).patient(Duration.ofDays(2))) {
            copy.fake.largestPage(2);
            copy.sync(engine -> engine.collections(USERS, CONTACTS));
            copy.after(Duration.ofDays(2));
            copy.fake.forgetRequests();

            SyncReport report =
                    copy.sync(engine -> engine.collections(USERS, CONTACTS).maxRequests(500));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.requests()).isLessThan(150);
        }
    }

    @Test
    void a_sweep_that_the_budget_cannot_finish_for_all_the_lists_that_are_cut_is_not_begun() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 11).mapToObj(i -> "t" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            IntStream.range(0, 600).forEach(i -> copy.fake.contact("u" + i, Map.of("tags", tags)));
            copy.after(Duration.ofHours(3));
            copy.sync();
            copy.after(Duration.ofDays(5));
            copy.fake.forgetRequests();

            SyncReport report = copy.sync(engine -> engine.collections(USERS).maxRequests(500));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requestCount("GET", "/contacts/u")).isZero();
            copy.sync();
            assertThat(copy.fake.requestCount("GET", "/contacts/u1/tags")).isEqualTo(1);
        }
    }

    @Test
    void asks_for_no_more_than_the_budget_allows_and_goes_on_in_the_next_run() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> companies =
                    IntStream.range(1_000, 1_600).mapToObj(i -> "c" + i).toList();
            companies.forEach(copy.fake::company);
            copy.fake.contact("u", Map.of("companies", companies));
            copy.sync();
            companies.forEach(company -> copy.fake.leaveCompany("u", company));
            copy.after(Duration.ofDays(1));
            copy.fake.forgetRequests();

            for (int run = 0; run < 6; run++) {
                SyncReport report =
                        copy.sync(engine -> engine.collections(COMPANIES).maxRequests(500));

                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
                copy.after(Duration.ofHours(1));
            }

            assertThat(companies)
                    .allSatisfy(company -> assertThat(copy.fake.requestCount("GET", "/companies/" + company))
                            .isEqualTo(1));
        }
    }

    @Test
    void tags_and_segments_that_moved_without_a_new_version_arrive_with_the_sweep() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.tag("t", "VIP").segment("s", Map.of()).contact("u");
            copy.sync();
            copy.after(Duration.ofDays(5));
            copy.fake.tagContact("u", "t").enterSegment("u", "s");

            copy.sync();

            copy.isCurrent();
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("tags").toString())
                    .contains("VIP");
        }
    }

    @Test
    void without_a_sink_that_tells_what_it_holds_nothing_is_swept() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.after(
                    Duration.ofSeconds(1)); // else it changes in the second of the run, and is asked for its segments
            assertThatThrownBy(() -> copy.sync(
                            changes -> {
                                throw new IllegalStateException("no");
                            },
                            engine -> engine))
                    .isInstanceOf(SyncFailedException.class);

            copy.sync(changes -> {}, engine -> engine.sweepInterval(Duration.ZERO));

            assertThat(copy.fake.requestCount("GET", "/contacts/u")).isZero();
        }
    }

    @Test
    void a_start_date_does_not_make_suspects_of_what_is_older() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(200))) {
            copy.sync();
            copy.after(Duration.ofDays(2));
            copy.fake.contact("new");
            copy.fake.forgetRequests();

            copy.sync(engine -> engine.startDate(copy.time.instant().minus(Duration.ofDays(1))));
            copy.sync(engine -> engine.startDate(copy.time.instant().minus(Duration.ofDays(1)))
                    .fullRefresh()
                    .sweepInterval(Duration.ZERO));

            assertThat(probes(copy)).isZero();
            assertThat(copy.sink.rows(USERS)).containsKey(List.of("new"));
        }
    }

    private static long probes(Copy copy) {
        return copy.fake.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().matches("/contacts/[^/]+"))
                .count();
    }

    @Test
    void a_contact_that_came_after_intercom_was_asked_for_its_count_is_no_reason_to_sweep() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.forgetRequests();
            AtomicInteger searches = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/contacts/search") && searches.incrementAndGet() == 3) {
                    copy.fake.contact("comes");
                }
            });

            copy.sync();

            assertThat(copy.sink.rows(USERS)).hasSize(2);
            assertThat(copy.fake.requests())
                    .extracting(request -> request.path())
                    .as("what only a sweep asks for")
                    .doesNotContain("/contacts");
        }
    }

    @Test
    void the_twelfth_tag_of_a_contact_arrives_with_the_sweep_although_its_version_did_not_move() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("s", Map.of()).contact("u");
            IntStream.range(0, 11)
                    .forEach(i -> copy.fake.tag("t" + i, "tag " + i).tagContact("u", "t" + i));
            copy.after(Duration.ofDays(3));
            copy.sync();
            copy.after(Duration.ofDays(5));
            copy.fake.tag("t11", "VIP").tagContact("u", "t11").enterSegment("u", "s");

            copy.sync();

            copy.isCurrent();
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("tags").toString())
                    .contains("VIP");
        }
    }
}
