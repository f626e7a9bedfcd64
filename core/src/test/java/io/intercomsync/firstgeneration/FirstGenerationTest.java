package io.intercomsync.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercomBuilder;
import io.intercomsync.fake.data.ObjectCounts;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** API 1.4: users, leads, numbered pages, and what only that generation tells. */
class FirstGenerationTest {

    private static Copy copy(UnaryOperator<FakeIntercomBuilder> workspace) {
        return new Copy(workspace).version(ApiVersion.V1_4);
    }

    @Test
    void copies_all_nine_collections() {
        try (Copy copy =
                copy(workspace -> workspace.contacts(700).companies(230).conversations(400))) {
            SyncReport report = copy.sync();

            ObjectCounts counts = copy.fake.truth().counts();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(ids(copy, USERS)).isEqualTo(truth(persons(copy, "user")));
            assertThat(ids(copy, CONTACTS)).isEqualTo(truth(persons(copy, "lead")));
            assertThat(ids(copy, CONVERSATIONS))
                    .isEqualTo(truth(copy.fake.truth().conversations()));
            assertThat(ids(copy, SEGMENTS)).isEqualTo(truth(copy.fake.truth().segments()));
            assertThat(ids(copy, TAGS)).isEqualTo(truth(copy.fake.truth().tags()));
            assertThat(ids(copy, ADMINS))
                    .isEqualTo(truth(Stream.concat(
                            copy.fake.truth().admins(), copy.fake.truth().teams())));
            assertThat(copy.sink.rows(COMPANIES)).hasSize((int) counts.visibleCompanies());
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize((int) counts.parts());
            assertThat(copy.sink.rows(SOCIAL_PROFILES)).hasSize((int) counts.socialProfiles());
            assertThat(report.collection(USERS).expected()).isEqualTo(counts.users());
            assertThat(report.collection(CONTACTS).expected()).isEqualTo(counts.leads());
            assertThat(report.collection(COMPANIES).expected()).isEqualTo(counts.visibleCompanies());
            assertThat(report.collection(CONVERSATIONS).expected()).isEqualTo(counts.conversations());
        }
    }

    @Test
    void asks_for_nothing_that_came_with_later_versions() {
        try (Copy copy = copy(workspace -> workspace.contacts(300).companies(50).conversations(100))) {
            copy.sync();
            copy.after(Duration.ofDays(3));
            copy.sync();

            assertThat(copy.fake.requests())
                    .extracting(Request::method, Request::status)
                    .containsOnly(tuple("GET", 200));
            assertThat(copy.fake.requestCount("GET", "/teams")).isZero();
        }
    }

    @Test
    void fills_the_columns_that_only_this_generation_tells() {
        try (Copy copy = copy(workspace -> workspace.contacts(300))) {
            copy.sync();

            copy.fake.truth().contacts().forEach(contact -> {
                Map<String, Object> own = copy.fake.truth().onlyInVersion1(contact);
                Row row = copy.sink
                        .rows("lead".equals(contact.get("role")) ? CONTACTS : USERS)
                        .get(List.of(contact.get("id").toString()));
                assertThat(row.value("session_count")).isEqualTo(own.get("session_count"));
                assertThat(row.value("last_seen_ip")).isEqualTo(own.get("last_seen_ip"));
                assertThat(row.value("remote_created_at")).isEqualTo(time(own.get("remote_created_at")));
                assertThat(row.value("user_agent_data"))
                        .isEqualTo(
                                own.get("user_agent_data") == null ? null : "\"" + own.get("user_agent_data") + "\"");
            });
        }
    }

    @Test
    void reads_a_user_as_it_is_spelled_there() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.tag("t2", "Two").tag("t1", "One").company("c", Map.of("name", "Acme"));
            copy.fake.segment("s", Map.of("name", "Active"));
            copy.fake.contact(
                    "u",
                    Map.of(
                            "external_id",
                            "25",
                            "last_seen_at",
                            1_397_574_667,
                            "location",
                            Map.of("city", "Dublin"),
                            "tags",
                            List.of("t2", "t1"),
                            "segments",
                            List.of("s"),
                            "companies",
                            List.of("c"),
                            "social_profiles",
                            List.of(Map.of("name", "Twitter", "url", "http://twitter.com/th1sland"))));

            copy.sync();

            Row user = copy.sink.rows(USERS).get(List.of("u"));
            assertThat(user.value("user_id")).isEqualTo("25");
            assertThat(user.value("anonymous")).isEqualTo(false);
            assertThat(user.value("last_request_at")).isEqualTo(Instant.ofEpochSecond(1_397_574_667));
            assertThat(user.value("location_data_city_name")).isEqualTo("Dublin");
            assertThat(user.value("location_data_timezone")).isEqualTo("Europe/Dublin");
            assertThat(user.value("tags").toString())
                    .matches(".*\"id\":\"t1\".*\"name\":\"One\".*\"id\":\"t2\".*\"name\":\"Two\".*");
            assertThat(user.value("segments").toString()).contains("\"id\":\"s\"");
            assertThat(user.value("companies").toString()).contains("\"id\":\"c\"");
            Row profile = copy.sink.rows(SOCIAL_PROFILES).values().iterator().next();
            assertThat(profile.value("person_id")).isEqualTo("u");
            assertThat(profile.value("id")).isEqualTo(Integer.toHexString("http://twitter.com/th1sland".hashCode()));
            assertThat(profile.value("username")).isEqualTo("th1sland");
        }
    }

    @Test
    void reads_a_conversation_as_it_is_spelled_there() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.contact("l", Map.of("role", "lead")).team("12", Map.of("name", "Support"));
            copy.fake.conversation("c", Map.of("contacts", List.of("l"), "team_assignee_id", 12));
            String part = copy.fake.addPart("c", Map.of("body", "Hello"));

            copy.sync();

            Row conversation = copy.sink.rows(CONVERSATIONS).get(List.of("c"));
            assertThat(conversation.value("user").toString()).contains("\"id\":\"l\"", "\"type\":\"lead\"");
            assertThat(conversation.value("assignee").toString()).contains("\"id\":\"12\"", "\"type\":\"team\"");
            assertThat(conversation.value("total_count")).isEqualTo(1L);
            assertThat(copy.sink.rows(CONVERSATION_PARTS).get(List.of(part)).value("body"))
                    .isEqualTo("Hello");
            assertThat(copy.sink.rows(ADMINS).get(List.of("12")).value("email")).isEqualTo("team-12@teams.intercom.io");
        }
    }

    private static Object time(Object seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(((Number) seconds).longValue());
    }

    private static Stream<Map<String, Object>> persons(Copy copy, String role) {
        return copy.fake.truth().contacts().filter(contact -> role.equals(contact.get("role")));
    }

    private static Set<String> ids(Copy copy, IntercomCollection collection) {
        return copy.sink.rows(collection).keySet().stream()
                .map(key -> key.get(0))
                .collect(Collectors.toSet());
    }

    private static Set<String> truth(Stream<Map<String, Object>> objects) {
        return objects.map(object -> object.get("id").toString()).collect(Collectors.toSet());
    }
}
