package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments inside companies and people have names, for one list of segments a run. */
class SegmentNamesTest {
    private static final String NAMED = "[{\"id\":\"s\",\"name\":\"Payers\",\"type\":\"segment\"}]";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void companies_whose_segments_come_without_names_get_them_from_one_list(boolean isFirst) {
        try (Copy copy = copy().version(isFirst ? ApiVersion.V1_4 : ApiVersion.V2_16)) {
            copy.fake.company("k", withSegments("s")).company("l", withSegments("s"));

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(segments(copy, COMPANIES, "k")).isEqualTo(NAMED);
            assertThat(segments(copy, COMPANIES, "l")).isEqualTo(NAMED);
            assertThat(copy.fake.requestCount("GET", "/segments")).isEqualTo(1);
        }
    }

    @Test
    void a_segment_that_the_list_does_not_have_keeps_its_id_alone() {
        try (Copy copy = copy()) {
            copy.fake.company("k", withSegments("gone"));

            copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(segments(copy, COMPANIES, "k")).isEqualTo("[{\"id\":\"gone\",\"type\":\"segment\"}]");
        }
    }

    @Test
    void companies_whose_segments_come_with_names_take_no_list() {
        try (Copy copy = copy()) {
            copy.fake.company("k", Map.of("segments", List.of("s")));

            copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(segments(copy, COMPANIES, "k")).contains("\"name\":\"Payers\"");
            assertThat(copy.fake.requestCount("GET", "/segments")).isZero();
        }
    }

    @Test
    void companies_whose_segments_are_not_wanted_take_no_list() {
        try (Copy copy = copy()) {
            copy.fake.company("k", withSegments("s"));

            copy.sync(engine -> engine.collections(COMPANIES).without("companies.segments"));

            assertThat(copy.sink.rows(COMPANIES)).hasSize(1);
            assertThat(copy.fake.requestCount("GET", "/segments")).isZero();
        }
    }

    @Test
    void a_token_that_may_not_read_segments_gets_ids_alone_and_the_report_says_so() {
        try (Copy copy = copy()) {
            copy.fake.company("k", withSegments("s")).deny("/segments", 403);

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(COMPANIES).message())
                    .contains("the segments of companies have no names", "read_users_companies");
            assertThat(segments(copy, COMPANIES, "k")).isEqualTo("[{\"id\":\"s\",\"type\":\"segment\"}]");
        }
    }

    @Test
    void a_company_that_only_a_sweep_finds_and_whose_segments_have_no_names_is_reported() {
        try (Copy copy = copy()) {
            copy.fake.company("c").contact("u", Map.of("companies", List.of("c")));
            copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofDays(2));
            copy.fake.leaveCompany("u", "c").company("c", withSegments("s")).deny("/segments", 403);

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(segments(copy, COMPANIES, "c")).isEqualTo("[{\"id\":\"s\",\"type\":\"segment\"}]");
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(COMPANIES).message()).contains("the segments of companies have no names");
        }
    }

    @Test
    void K112_each_run_asks_again_for_a_company_that_no_list_has_until_its_segments_have_names() {
        try (Copy copy = copy()) {
            copy.fake.company("c").contact("u", Map.of("companies", List.of("c")));
            copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofDays(2));
            copy.fake.leaveCompany("u", "c").company("c", withSegments("s")).deny("/segments", 403);
            copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofHours(3));
            SyncReport denied = copy.sync(engine -> engine.collections(COMPANIES));
            copy.after(Duration.ofHours(3));
            copy.fake.allow("/segments");

            SyncReport allowed = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(denied.status()).as(denied.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(denied.collection(COMPANIES).message()).contains("the segments of companies have no names");
            assertThat(allowed.status()).as(allowed.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(segments(copy, COMPANIES, "c")).isEqualTo(NAMED);
        }
    }

    @Test
    void a_person_read_alone_has_the_names_of_its_own_segments_without_a_list() {
        try (Copy copy = copy()) {
            copy.fake.contact("u");
            copy.sync();
            copy.fake.enterSegment("u", "s").forgetRequests();

            copy.resync(USERS, List.of("u"));

            assertThat(segments(copy, USERS, "u")).isEqualTo(NAMED);
            assertThat(copy.fake.requestCount("GET", "/segments")).isZero();
        }
    }

    @Test
    void a_person_who_changed_meanwhile_has_the_names_as_everybody_else() {
        try (Copy copy = copy()) {
            copy.fake.contact("u").contact("v").enterSegment("u", "s").enterSegment("v", "s");
            copy.sync();
            copy.after(Duration.ofDays(1));
            copy.fake.contact("v", Map.of("name", "after"));

            copy.sync();

            assertThat(segments(copy, USERS, "u")).isEqualTo(NAMED);
            assertThat(segments(copy, USERS, "v")).isEqualTo(NAMED);
        }
    }

    @Test
    void a_full_read_shows_the_new_name_of_a_segment() {
        try (Copy copy = copy()) {
            copy.fake.contact("u").enterSegment("u", "s");
            copy.sync();
            copy.fake.segment("s", Map.of("name", "Big payers"));
            copy.after(Duration.ofDays(1));

            copy.sync(engine -> engine.fullRefresh());

            assertThat(segments(copy, USERS, "u")).contains("\"name\":\"Big payers\"");
        }
    }

    private static Copy copy() {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake.segment("s", Map.of("name", "Payers"));
        return copy;
    }

    /** Returns segments in the form of a list object, which the fake sends as it is. */
    private static Map<String, Object> withSegments(String id) {
        return Map.of(
                "segments", Map.of("type", "segment.list", "segments", List.of(Map.of("type", "segment", "id", id))));
    }

    private static String segments(Copy copy, IntercomCollection collection, String id) {
        return String.valueOf(copy.sink.rows(collection).get(List.of(id)).value("segments"));
    }
}
