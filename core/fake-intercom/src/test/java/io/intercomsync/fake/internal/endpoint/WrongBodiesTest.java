package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes whose values have another type than Intercom documents. */
class WrongBodiesTest {

    private final FakeIntercom intercom = FakeIntercom.start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST|/contacts|{'email': {'a': 1}}|email must be a string",
                "POST|/contacts|{'external_id': ['x']}|external_id must be a string",
                "POST|/contacts|{'role': 'user', 'name': true}|name must be a string",
                "POST|/contacts|{'role': 'user', 'owner_id': {}}|owner_id must be a string",
                "POST|/contacts|{'role': 'user', 'signed_up_at': 'soon'}|signed_up_at must be a Unix timestamp",
                "POST|/contacts|{'role': 'user', 'unsubscribed_from_emails': 'yes'}|must be a boolean",
                "POST|/contacts|{'role': 'user', 'custom_attributes': ['plan']}|custom_attributes must be an object",
                "PUT|/contacts/a|{'custom_attributes': {'plan': {'a': 1}}}|'plan' must be a string, a number or a boolean",
                "PUT|/contacts/a|{'last_seen_at': 'soon'}|last_seen_at must be a Unix timestamp",
                "POST|/contacts/a/tags|{'id': {}}|id must be a string",
                "POST|/conversations/1/reply|{'type': 'admin', 'admin_id': 5, 'message_type': 'note', 'body': {}}|body must be",
                "POST|/conversations/1/reply|{'type': 'admin', 'admin_id': [], 'body': 'x'}|admin_id must be a string",
                "POST|/conversations/1/reply|{'type': 'user', 'created_at': 'soon'}|created_at must be a Unix timestamp",
                "POST|/conversations/1/reply|{'type': 'user', 'attachment_urls': 'x'}|attachment_urls must be an array",
                "POST|/conversations/1/reply|{'type': 'user', 'reply_options': 'x'}|reply_options must be an array",
                "POST|/conversations/1/reply|{'type': 'user', 'email': {}}|email must be a string",
                "POST|/events|{'event_name': {}, 'created_at': 1, 'id': 'a'}|event_name must be a string",
                "POST|/events|{'event_name': 'x', 'created_at': 'soon', 'id': 'a'}|created_at must be a Unix timestamp",
                "POST|/events|{'event_name': 'x', 'created_at': 1, 'id': 'a', 'metadata': []}|metadata must be an object"
            })
    void refuses_a_value_of_another_type(String method, String path, String body, String message) {
        intercom.dataAttribute("contact", "plan", "string").contact("a").conversation("1");

        HttpResponse<String> answer = client.send(method, path, body.replace('\'', '"'), intercom.token());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("parameter_invalid");
        assertThat(answer.body()).contains(message);
        assertThat(intercom.truth().contacts()).hasSize(1);
        assertThat(at(client.json("/conversations/1"), "conversation_parts", "total_count"))
                .isEqualTo(0L);
    }

    @Test
    void takes_an_id_that_is_a_number_for_its_text() {
        Map<String, Object> made = TestClient.object(client.post("/contacts", Map.of("external_id", 5)));

        assertThat(made).containsEntry("external_id", "5");
        assertThat(client.post("/contacts", Map.of("external_id", "5")).statusCode())
                .isEqualTo(409);
    }
}
