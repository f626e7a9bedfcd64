package io.intercomsync.fake.internal.generate;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The generated workspace looks like a real one to whoever asks the usual questions. */
class LifelikeWorkspaceTest {

    private static final long HOUR = 3_600;
    private static final long NEWEST = Instant.parse("2026-05-13T12:00:00Z").getEpochSecond();

    private static final FakeIntercom INTERCOM = FakeIntercom.builder()
            .contacts(4_000)
            .companies(350)
            .conversations(3_000)
            .newest(Instant.ofEpochSecond(NEWEST))
            .start();

    private static final List<Map<String, Object>> CONVERSATIONS =
            INTERCOM.truth().conversations().toList();

    @AfterAll
    static void stop() {
        INTERCOM.close();
    }

    private static Stream<Map<String, Object>> conversations() {
        return CONVERSATIONS.stream();
    }

    private static List<Long> sorted(String statistic) {
        return conversations()
                .map(conversation -> (Long) FakeJson.get(conversation.get("statistics"), statistic))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private static long quantile(List<Long> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100);
    }

    @Test
    void teammates_answer_within_minutes_or_hours_and_some_after_a_weekend() {
        List<Long> waits = sorted("time_to_admin_reply");

        assertThat(waits).hasSizeGreaterThan(2_000);
        assertThat(quantile(waits, 50)).isBetween(HOUR / 6, HOUR);
        assertThat(quantile(waits, 10)).isLessThan(HOUR / 6);
        assertThat(quantile(waits, 99)).isBetween(24 * HOUR, 96 * HOUR);
    }

    @Test
    void teammates_write_in_office_hours() {
        List<OffsetDateTime> replies = conversations()
                .flatMap(conversation -> parts(conversation).stream())
                .filter(part -> "admin".equals(at(part, "author", "type")))
                .map(part ->
                        Instant.ofEpochSecond((Long) at(part, "created_at")).atOffset(ZoneOffset.UTC))
                .toList();

        assertThat(replies).hasSizeGreaterThan(5_000).allSatisfy(reply -> {
            assertThat(reply.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(reply.getHour()).isBetween(8, 17);
        });
    }

    private static List<?> parts(Map<String, Object> conversation) {
        return (List<?>) conversation.get("conversation_parts");
    }

    @Test
    void conversations_are_closed_after_hours_or_days() {
        List<Long> times = sorted("time_to_first_close");

        assertThat(times).hasSizeGreaterThan(2_000);
        assertThat(quantile(times, 50)).isBetween(2 * HOUR, 48 * HOUR);
        assertThat(quantile(times, 95)).isLessThan(14 * 24 * HOUR);
    }

    @Test
    void most_conversations_are_closed_and_all_that_is_snoozed_wakes_later() {
        Map<Object, Long> states = conversations()
                .collect(Collectors.groupingBy(conversation -> conversation.get("state"), Collectors.counting()));

        assertThat(states.get("closed")).isBetween(2_550L, 2_850L);
        assertThat(states.get("open")).isBetween(100L, 300L);
        assertThat(conversations().filter(conversation -> "snoozed".equals(conversation.get("state"))))
                .isNotEmpty()
                .allSatisfy(snoozed ->
                        assertThat((Long) snoozed.get("snoozed_until")).isGreaterThan(NEWEST));
    }

    @Test
    void nothing_happens_after_the_newest_second_and_nobody_writes_before_being_there() {
        Map<Object, Object> since = INTERCOM.truth()
                .contacts()
                .collect(Collectors.toMap(contact -> contact.get("id"), contact -> contact.get("created_at")));
        long early = conversations()
                .filter(conversation -> {
                    Object contact = ids(conversation.get("contacts")).get(0);
                    return (Long) since.get(contact) > (Long) conversation.get("created_at");
                })
                .count();

        assertThat(conversations()).allSatisfy(conversation -> {
            assertThat((Long) conversation.get("updated_at")).isLessThanOrEqualTo(NEWEST);
            assertThat(parts(conversation))
                    .allSatisfy(part -> assertThat((Long) at(part, "created_at"))
                            .isBetween((Long) conversation.get("created_at"), (Long) conversation.get("updated_at")));
        });
        assertThat(early).as("conversations of people who were not there yet").isLessThan(10);
    }

    @Test
    void conversations_begin_most_often_by_day() {
        long byDay = conversations()
                .map(conversation -> Instant.ofEpochSecond((Long) conversation.get("created_at")))
                .map(begin -> begin.atOffset(ZoneOffset.UTC))
                .filter(begin -> begin.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .filter(begin -> begin.getHour() >= 8 && begin.getHour() < 18)
                .count();

        assertThat(byDay).isBetween(1_800L, 2_300L);
    }

    @Test
    void teammates_stay_out_of_what_the_ai_agent_has_settled() {
        List<Map<String, Object>> settled = conversations()
                .filter(conversation ->
                        "assumed_resolution".equals(FakeJson.get(conversation.get("ai_agent"), "resolution_state")))
                .toList();

        assertThat(settled)
                .hasSizeGreaterThan(100)
                .allSatisfy(conversation -> assertThat(parts(conversation))
                        .extracting(part -> at(part, "author", "type"))
                        .doesNotContain("admin"));
    }

    @Test
    void customers_are_content_more_often_than_not() {
        List<Long> ratings = conversations()
                .map(conversation -> (Long) FakeJson.get(conversation.get("conversation_rating"), "rating"))
                .filter(Objects::nonNull)
                .toList();

        assertThat(ratings).hasSizeGreaterThan(150).contains(1L, 2L, 3L, 4L, 5L);
        assertThat(ratings.stream().mapToLong(rating -> rating).average().orElseThrow())
                .isBetween(3.5, 4.5);
    }

    @Test
    void nine_of_ten_companies_have_a_plan_and_a_few_have_no_users() {
        Set<Object> withUsers = new HashSet<>();
        INTERCOM.truth()
                .contacts()
                .filter(contact -> "user".equals(contact.get("role")))
                .forEach(contact -> withUsers.addAll(ids(contact.get("companies"))));

        List<Map<String, Object>> companies = INTERCOM.truth().companies().toList();

        assertThat(companies.stream().filter(company -> FakeJson.get(company.get("plan"), "name") != null))
                .hasSizeBetween(300, 330);
        assertThat(companies.stream().filter(company -> !withUsers.contains(company.get("id"))))
                .hasSizeBetween(3, 20);
        assertThat(INTERCOM.truth().counts().visibleCompanies()).isEqualTo(350);
    }

    @Test
    void a_part_tells_the_name_that_its_author_has() {
        Map<Object, Object> names = INTERCOM.truth()
                .admins()
                .collect(Collectors.toMap(admin -> String.valueOf(admin.get("id")), admin -> admin.get("name")));

        assertThat(conversations().flatMap(conversation -> parts(conversation).stream()))
                .filteredOn(part -> "admin".equals(at(part, "author", "type")))
                .allSatisfy(
                        part -> assertThat(at(part, "author", "name")).isEqualTo(names.get(at(part, "author", "id"))));
    }
}
