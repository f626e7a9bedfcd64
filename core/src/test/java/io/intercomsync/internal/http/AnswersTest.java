package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Lookup;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of requests, and the forms that answers may have. */
class AnswersTest extends HttpClientTest {
    private static final int LARGEST = 1 << 20;

    @Test
    void says_who_asks_and_for_which_version() {
        server.then("{\"type\":\"list\",\"data\":[]}");

        calls.tags();

        TestServer.Asked asked = server.asked().get(0);
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(asked.header("Intercom-version")).isEqualTo("2.16");
        assertThat(asked.header("User-agent")).isEqualTo("test");
        assertThat(asked.header("Accept")).isEqualTo("application/json");
        assertThat(asked.header("Accept-encoding")).isEqualTo("gzip");
    }

    @Test
    void reads_an_answer_that_is_compressed() {
        server.thenGzip(
                "{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"name\":\"Zoë 😀\"}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(calls.tags().items().get(0)).containsEntry("name", "Zoë 😀");
    }

    @Test
    void reads_an_answer_of_the_largest_size_and_refuses_a_larger_one() {
        server.then(answerOf(LARGEST)).then(answerOf(LARGEST + 1));

        assertThat(calls.tags().items()).hasSize(1);
        assertThatThrownBy(calls::tags).isInstanceOf(ApiException.class).hasMessageContaining("it is larger than 1 MB");

        assertThat(server.asked()).as("a refused answer is not asked for again").hasSize(2);
    }

    @Test
    void counts_the_size_of_an_answer_after_decompression() {
        byte[] bomb = answerOf(64 * LARGEST).getBytes(StandardCharsets.UTF_8);
        server.thenGzip(bomb);

        assertThatThrownBy(calls::tags).isInstanceOf(ApiException.class).hasMessageContaining("it is larger than");

        assertThat(server.asked()).hasSize(1);
    }

    private static String answerOf(int bytes) {
        String start = "{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"name\":\"";
        String end = "\"}]}";
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    @Test
    void reads_the_beginning_of_an_error_without_end() {
        String error =
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"data_invalid\",\"message\":\"m\"}],\"request_id\":\"r\"}";
        server.then(422, error + " ".repeat(2 * LARGEST));

        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("data_invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void K88_reads_an_answer_in_which_a_value_is_nested_too_deep(String level) {
        String end = level.equals("[") ? "]" : "}";
        server.then("{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"x\":" + level.repeat(100_000) + "1"
                + end.repeat(100_000) + "},{\"id\":\"2\"}]}");

        assertThat(calls.tags().items()).extracting(tag -> tag.get("id")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e", "NaN", "00"})
    void asks_again_where_a_number_is_none(String number) {
        server.then("{\"type\":\"list\",\"data\":[{\"id\":" + number + "}]}").then("{\"type\":\"list\",\"data\":[]}");

        assertThat(calls.tags().items()).isEmpty();

        assertThat(logged.list)
                .anyMatch(line -> line.getFormattedMessage().contains("it is empty, cut off, or no JSON"));
    }

    @Test
    void K38_and_K61_tells_a_404_of_intercoms_from_others_and_repeats_none() {
        String html = "<html><h1>404 Not Found</h1><hr>nginx</html>";
        server.then(404, html)
                .then(404, "")
                .then(404, "{\"type\":\"error.list\",\"errors\":[{\"code\":\"not_found\"}]}");

        assertThat(calls.conversation("1").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
        assertThat(calls.conversation("2").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
        assertThat(calls.contact("3").outcome()).isEqualTo(Lookup.Outcome.GONE);

        assertThat(server.asked()).as("K61: a 404 is not asked for again").hasSize(3);
    }

    @Test
    void follows_a_merged_contact_to_its_survivor() {
        String merged = "{\"type\":\"error.list\",\"errors\":[{\"code\":\"contact_merged\"}]}";
        server.then(410, merged, "Link", "</contacts/5ba682d23d7cf92bef87bfd4>; rel=\"canonical\"")
                .then(410, merged)
                .then(410, merged, "Link", "<>");

        assertThat(calls.contact("1")).isEqualTo(Lookup.merged("5ba682d23d7cf92bef87bfd4"));
        assertThat(calls.contact("1")).isEqualTo(Lookup.merged(null));
        assertThat(calls.contact("1").outcome()).isEqualTo(Lookup.Outcome.MERGED);
    }

    @Test
    void K81_a_410_that_is_not_intercoms_is_a_merge_only_if_the_survivor_can_be_read() {
        String link = "</contacts/2>; rel=\"canonical\"";
        server.then(410, "{}", "Link", link)
                .then(410, "{}", "Link", link)
                .then("{\"id\":\"2\"}")
                .then(410, "", "Link", link)
                .then(410, "", "Link", link)
                .then(404, "{}")
                .then(410, "<html>Gone</html>");

        assertThat(calls.contact("1")).isEqualTo(Lookup.merged("2"));
        assertThat(calls.contact("1").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
        assertThat(calls.contact("1").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
        assertThat(calls.company("1").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
    }

    @Test
    void K81_a_404_about_the_token_is_no_word_about_an_object() {
        server.then(404, "{\"type\":\"error.list\",\"errors\":[{\"code\":\"token_not_found\"}]}");

        assertThatThrownBy(() -> calls.company("1"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isUnauthorized()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[]}", "{\"type\":null,\"data\":[]}", "{\"type\":\"users\",\"data\":[]}"})
    void K81_a_list_that_is_not_intercoms_is_no_list(String answer) {
        server.then(answer).then(answer).then(answer);

        assertThatThrownBy(calls::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("it is not Intercom's list");
    }

    @Test
    void K82_an_answer_about_another_id_is_asked_for_once_more() {
        server.then("{\"id\":\"2\"}").then("{\"id\":1}").then("{\"id\":\"2\"}");

        assertThat(calls.company("1").outcome()).isEqualTo(Lookup.Outcome.FOUND);
        assertThat(calls.conversation("1").outcome()).isEqualTo(Lookup.Outcome.UNPROVEN);
        assertThat(calls.contact("1")).isEqualTo(Lookup.merged("2"));
    }

    @Test
    void an_id_cannot_ask_for_something_else() {
        server.then("{\"id\":\"../admins?x=1#y%2F\"}");

        calls.contact("../admins?x=1#y%2F");

        assertThat(server.asked().get(0).uri()).hasToString("/contacts/..%2Fadmins%3Fx=1%23y%252F");
        assertThatThrownBy(() -> calls.contact("..")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> calls.contact("")).isInstanceOf(ApiException.class);
        assertThat(server.asked()).hasSize(1);
    }
}
