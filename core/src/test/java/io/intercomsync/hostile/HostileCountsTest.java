package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K114: a count that cannot be true costs neither rows nor time, whatever it is. */
class HostileCountsTest {
    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "99999999999",
                "1e99999999999",
                "\"9\"",
                "1e9",
                "[]"
            })
    void of_the_parts_of_conversations(String count) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (String id : List.of("c", "e")) {
                copy.fake.conversation(id).addPart(id, Map.of("body", "a"));
                String body = "{\"type\":\"conversation\",\"id\":\"" + id
                        + "\",\"statistics\":{\"count_conversation_parts\":"
                        + count + "},\"conversation_parts\":{\"type\":\"conversation_part.list\",\"total_count\":"
                        + count
                        + ",\"conversation_parts\":[{\"type\":\"conversation_part\",\"id\":\"p" + id + "\"}]}}";
                copy.fake.fail("/conversations/" + id, InjectedFault.answer(200, JSON, body), Integer.MAX_VALUE);
            }

            SyncReport report = copy.sync(Copy::talks);

            CollectionReport parts = report.collection(CONVERSATION_PARTS);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(2);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
            assertThat(parts.status()).as(report.toTable()).isIn(Status.COMPLETE, Status.INCOMPLETE);
            assertThat(String.valueOf(parts.message())).doesNotContain("92233720368", " -");
            assertThat(copy.sink.rows(CONVERSATIONS).get(List.of("c")).value("parts_truncated"))
                    .isEqualTo(List.of("99999999999", "\"9\"", "1e9").contains(count));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "99999999999", "-5", "1e99999999999", "\"many\"", "true"})
    void of_everything_that_has_a_total(String count) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").contact("l", Map.of("role", "lead")).segment("s", Map.of());
            copy.fake.conversation("c").addPart("c", Map.of("body", "a"));
            copy.fake.enterSegment("u", "s");
            String person = "{\"type\":\"list\",\"total_count\":" + count
                    + ",\"data\":[{\"type\":\"contact\",\"role\":\"user\",\"id\":\"u\",\"created_at\":1700000000}]}";
            String talk = "{\"type\":\"conversation.list\",\"total_count\":" + count
                    + ",\"conversations\":[{\"type\":\"conversation\",\"id\":\"c\",\"created_at\":1700000000}]}";
            String segment = "{\"type\":\"segment.list\",\"segments\":[{\"type\":\"segment\",\"id\":\"s\",\"count\":"
                    + count + "}]}";
            copy.fake.fail("/contacts/search", InjectedFault.answer(200, JSON, person), Integer.MAX_VALUE);
            copy.fake.fail("/contacts", InjectedFault.answer(200, JSON, person), Integer.MAX_VALUE);
            copy.fake.fail("/conversations/search", InjectedFault.answer(200, JSON, talk), Integer.MAX_VALUE);
            copy.fake.fail("/segments", InjectedFault.answer(200, JSON, segment), Integer.MAX_VALUE);

            assertThat(copy.plan().requests().most()).isPositive();
            SyncReport report = copy.sync(engine -> engine.maxRequests(20_000));

            assertThat(copy.sink.rows(USERS)).as(report.toTable()).containsOnlyKeys(List.of("u"));
            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("c"));
            assertThat(report.requests()).isLessThan(10_000);
        }
    }

    @Test
    void of_conversations_in_the_first_generation_of_the_api() {
        try (Copy copy = new Copy(workspace -> workspace).version(ApiVersion.V1_4)) {
            for (int i = 0; i < 130; i++) {
                copy.fake.conversation("c" + i);
            }
            String first = "{\"type\":\"conversation.list\",\"total_count\":6000000,\"conversations\":[]}";
            copy.fake.fail(
                    request -> request.path().equals("/conversations")
                            && "1".equals(request.query().get("per_page")),
                    InjectedFault.answer(200, JSON, first),
                    Integer.MAX_VALUE);

            SyncReport report =
                    copy.sync(engine -> engine.maxRequests(1_000).collections(CONVERSATIONS, CONVERSATION_PARTS));

            assertThat(copy.sink.rows(CONVERSATIONS)).as(report.toTable()).hasSize(130);
            assertThat(report.requests()).isLessThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "[[[[[[]]]]]]", "9223372036854775807", "{\"a\":1}"})
    void of_a_definition_of_an_attribute_or_in_its_place(String value) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u", Map.of("custom_attributes", Map.of("plan", "Pro")));
            String attributes =
                    "{\"type\":\"list\",\"total_count\":" + value + ",\"data\":[{\"type\":\"data_attribute\",\"id\":"
                            + value + ",\"name\":" + value + ",\"data_type\":" + value + ",\"label\":" + value
                            + ",\"archived\":" + value
                            + ",\"custom\":" + value
                            + "},{\"type\":\"data_attribute\",\"id\":1,\"name\":\"plan\",\"data_type\":\"string\"}]}";
            copy.fake.fail("/data_attributes", InjectedFault.answer(200, JSON, attributes), Integer.MAX_VALUE);
            copy.fake.fail("/conversations/attributes", InjectedFault.answer(200, JSON, attributes), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            for (IntercomCollection collection : IntercomCollection.values()) {
                assertThat(String.valueOf(report.collection(collection).message()))
                        .doesNotContain("types of custom");
            }
        }
    }
}
