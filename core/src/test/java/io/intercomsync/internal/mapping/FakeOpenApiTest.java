package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls that the fake serves are Intercom's, and its answers to writes look like Intercom's examples. */
class FakeOpenApiTest {
    private static final Path PAGE = Path.of("../src-docs/fake-intercom.md");
    private static final Pattern CALL = Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`]+)` \\| [^|]*2\\.");
    private static Map<?, ?> paths = Map.of();

    @BeforeAll
    static void read() {
        String folder = System.getenv("INTERCOM_OPENAPI_DIR");
        assumeTrue(folder != null, "INTERCOM_OPENAPI_DIR is not set");
        paths = (Map<?, ?>)
                OpenApiDescription.read(Path.of(folder, "intercom-2.16.yaml")).get("paths");
    }

    @Test
    void serves_no_call_that_intercom_does_not_have() throws IOException {
        Set<String> described = paths.entrySet().stream()
                .flatMap(path -> ((Map<?, ?>) path.getValue())
                        .keySet().stream()
                                .map(method ->
                                        shape(method.toString(), path.getKey().toString())))
                .collect(Collectors.toSet());

        List<String> served = CALL.matcher(Files.readString(PAGE))
                .results()
                .map(call -> shape(call.group(1), call.group(2)))
                .toList();

        assertThat(served).hasSizeGreaterThan(30);
        assertThat(described).containsAll(served);
    }

    private static String shape(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    @Test
    void answers_writes_as_the_examples_do() throws Exception {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            intercom.contact("a", Map.of("external_id", "70"))
                    .tag("81", "Manual tag")
                    .conversation("524");

            assertLike(intercom, "put", "/contacts/{contact_id}", "/contacts/a", "successful", "successful");
            intercom.contact("a", Map.of("email", "another@example.com")); // the next example has the one of this
            assertLike(intercom, "post", "/contacts", "/contacts", "successful", "successful");
            assertLike(intercom, "post", "/contacts/{contact_id}/tags", "/contacts/a/tags", "successful", "successful");
            assertLike(
                    intercom,
                    "delete",
                    "/contacts/{contact_id}/tags/{tag_id}",
                    "/contacts/a/tags/81",
                    null,
                    "successful");
            String reply = "/conversations/{conversation_id}/reply";
            String here = "/conversations/524/reply";
            intercom.contact("6762f1571bb69f9f2193bbbb")
                    .contact("6762f1661bb69f9f2193bbbf")
                    .contact("6762f1621bb69f9f2193bbbe");
            assertLike(intercom, "post", reply, here, "admin_note_reply", "Admin Reply with a Note");
            assertLike(
                    intercom,
                    "post",
                    reply,
                    here,
                    "admin_quick_reply_reply",
                    "Admin Reply to send Quick Reply Options");
            assertLike(intercom, "post", reply, here, "user_reply", "User reply");
            assertLike(intercom, "post", reply, here, "contact_quick_reply_reply", "User reply");
            assertLike(intercom, "post", reply, here, "user_last_conversation_reply", "User last conversation reply");
        }
    }

    private static void assertLike(
            FakeIntercom intercom, String method, String described, String path, String request, String response)
            throws Exception {
        Object operation = at(paths, described, method);
        Object body = request == null
                ? Map.of()
                : at(operation, "requestBody", "content", "application/json", "examples", request, "value");
        Object example =
                at(operation, "responses", "200", "content", "application/json", "examples", response, "value");
        assertThat(body).as(request).isNotNull();
        assertThat(example).as(response).isNotNull();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(intercom.url() + path))
                                .header("Authorization", "Bearer " + intercom.token())
                                .header("Intercom-Version", "2.16")
                                .method(
                                        method.toUpperCase(Locale.ROOT),
                                        HttpRequest.BodyPublishers.ofString(Json.write(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(200);
        assertSameShape(method + " " + path, example, Json.read(answer.body()));
    }

    private static Object at(Object json, String... path) {
        Object value = json;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    /** Every member of the example is there, and of the same kind where both have a value. */
    private static void assertSameShape(String where, Object example, Object answer) {
        if (example == null || answer == null) {
            return;
        }
        if (example instanceof Map<?, ?> members) {
            assertThat(answer).as(where).isInstanceOf(Map.class);
            members.forEach((name, member) -> {
                assertThat(((Map<?, ?>) answer).containsKey(name))
                        .as(where + " " + name)
                        .isTrue();
                assertSameShape(where + " " + name, member, ((Map<?, ?>) answer).get(name));
            });
        } else if (example instanceof List<?> items) {
            assertThat(answer).as(where).isInstanceOf(List.class);
            if (!items.isEmpty() && !((List<?>) answer).isEmpty()) {
                assertSameShape(where + " 0", items.get(0), ((List<?>) answer).get(0));
            }
        } else {
            assertThat(answer.getClass()).as(where).isEqualTo(example.getClass());
        }
    }
}
