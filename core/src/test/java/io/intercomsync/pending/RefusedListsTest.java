package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K112: Intercom refuses a list that only completes other objects. The objects are read, and the report says what they lack. */
class RefusedListsTest {

    static List<InjectedFault> refusals() {
        return List.of(
                InjectedFault.status(404),
                InjectedFault.status(409),
                InjectedFault.status(422, "data_invalid", "No"),
                InjectedFault.status(400, "parameter_invalid", "No"),
                InjectedFault.status(401),
                InjectedFault.missingScope("read_tags"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void people_are_stored_although_the_list_of_tags_is_refused(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.tag("t", "VIP").contact("u", Map.of("tags", List.of("t")));
            copy.fake.fail("/tags", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("u"));
            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message()).contains("the tags on people have no names", "GET /tags");
        }
    }

    @Test
    void people_are_stored_although_the_list_of_tags_is_too_large() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.tag("t", "x".repeat(200_000)).contact("u", Map.of("tags", List.of("t")));

            SyncReport report = copy.smallAnswers(100_000).sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("u"));
            assertThat(report.collection(USERS).message()).contains("have no names", "larger than");
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void people_are_stored_although_the_list_of_segments_is_refused(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("s", Map.of("name", "Payers")).contact("u").enterSegment("u", "s");
            copy.fake.fail("/segments", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("u"));
            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message()).contains("the segments of people are not known");
            assertThat(copy.plan(engine -> engine.collections(USERS)).requests().most())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void the_members_of_one_segment_are_unknown_and_those_of_the_others_are_read(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.segment("refused", Map.of("name", "Refused")).segment("s", Map.of("name", "Payers"));
            copy.fake.contact("u").enterSegment("u", "s").enterSegment("u", "refused");
            copy.after(Duration.ofDays(30));
            copy.fake.fail(
                    request -> request.path().equals("/contacts/search")
                            && request.body().contains("\"refused\""),
                    refusal,
                    Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(String.valueOf(copy.sink.rows(USERS).get(List.of("u")).value("segments")))
                    .contains("Payers")
                    .doesNotContain("Refused");
            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(USERS).message()).contains("the members of segment refused are not known");
            copy.fake.clearFaults();
            copy.after(Duration.ofDays(2));
            assertThat(copy.sync(engine -> engine.collections(USERS)).status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(engine -> engine.collections(USERS));
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void admins_are_stored_although_teams_are_refused(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.admin("a", Map.of()).team("m", Map.of());
            copy.sync(engine -> engine.collections(ADMINS));
            copy.fake.fail("/teams", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(ADMINS));

            assertThat(copy.sink.rows(ADMINS)).containsOnlyKeys(List.of("a"), List.of("m"));
            assertThat(report.collection(ADMINS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(ADMINS).message()).contains("the teams are missing");
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void companies_are_stored_although_the_names_of_their_segments_are_refused(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            Map<String, Object> segments =
                    Map.of("type", "segment.list", "segments", List.of(Map.of("type", "segment", "id", "s")));
            copy.fake.segment("s", Map.of("name", "Payers")).company("c", Map.of("segments", segments));
            copy.fake.contact("u", Map.of("companies", List.of("c")));
            copy.fake.fail("/segments", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(copy.sink.rows(COMPANIES)).as(report.toTable()).containsOnlyKeys(List.of("c"));
            assertThat(report.collection(COMPANIES).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(COMPANIES).message()).contains("the segments of companies have no names");
        }
    }

    @Test
    void a_page_of_a_proxy_in_the_place_of_a_list_is_an_outage_all_the_same() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.tag("t", "VIP").contact("u", Map.of("tags", List.of("t")));
            copy.fake.fail("/tags", InjectedFault.html(403), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.collections(USERS)))
                    .isInstanceOf(SyncFailedException.class);
            copy.fake.clearFaults();

            assertThat(copy.sync(engine -> engine.collections(USERS)).status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(engine -> engine.collections(USERS));
        }
    }
}
