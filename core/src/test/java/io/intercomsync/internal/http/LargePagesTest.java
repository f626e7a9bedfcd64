package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.report.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** K89: a page that is too large is asked for with fewer objects, and one object that is too large costs itself alone. */
class LargePagesTest extends HttpClientTest {
    private static final int OBJECTS = 300;
    private static final Pattern PER_PAGE = Pattern.compile("per_page=([0-9]+)");
    private static final Pattern AFTER = Pattern.compile("starting_after=([0-9]+)");
    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]+)");

    @Test
    void asks_for_half_until_a_page_fits() {
        server.then(exchange -> answerByCursor(exchange, id -> 10_000));

        List<String> ids = walk();

        assertThat(ids).hasSize(OBJECTS).doesNotHaveDuplicates();
        assertThat(sizes()).startsWith(150, 75).doesNotContain(1).hasSizeLessThan(12);
    }

    @Test
    void keeps_out_the_one_object_that_is_too_large_alone_and_reads_those_behind_it() {
        server.then(exchange -> answerByCursor(exchange, id -> id == 160 ? 2 << 20 : 100));

        List<Fault> keptOut = new ArrayList<>();
        List<String> ids = walk(keptOut);

        assertThat(ids).hasSize(OBJECTS - 1).doesNotContain("160");
        assertThat(keptOut).extracting(Fault::id).containsExactly("160");
        assertThat(keptOut.get(0).reason()).contains("maxResponseBytes");
    }

    @Test
    void keeps_out_one_object_of_numbered_pages() {
        server.then(exchange -> {
            int size = number(PER_PAGE, exchange, 0);
            int first = (number(PAGE, exchange, 1) - 1) * size + 1;
            int last = Math.min(130, first + size - 1);
            int page = number(PAGE, exchange, 1);
            send(
                    exchange,
                    first,
                    last,
                    id -> id == 77 ? 2 << 20 : 100,
                    last == 130 ? "null" : String.valueOf(page + 1));
        });

        List<String> ids = new ArrayList<>();
        List<Fault> keptOut = new ArrayList<>();
        for (Integer number = 1; number != null; ) {
            Page page = calls.numbered(Endpoint.get("users"), Map.of(), number, 60);
            page.items().forEach(item -> ids.add(String.valueOf(item.get("id"))));
            keptOut.addAll(page.keptOut());
            number = page.nextPage();
        }

        assertThat(ids).hasSize(129).doesNotHaveDuplicates().doesNotContain("77");
        assertThat(keptOut).extracting(Fault::id).containsExactly("77");
    }

    @Test
    void keeps_out_nothing_where_the_server_does_not_send_fewer() {
        server.then(exchange -> send(exchange, 1, 20, id -> 100_000, "null"));

        assertThatThrownBy(() -> calls.contacts(150, null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("it is larger than 1 MB");
    }

    @Test
    void skims_a_page_of_any_spelling() throws IOException {
        String json =
                "{\"type\":\"list\",\"data\":[{\"a\":\"}]\\\"{\",\"id\" : \"7\",\"b\":{\"id\":8,\"c\":[{\"id\":9}]}},{\"x\":[]}, 5,"
                        + "{\"id\":10,\"id\":11}],\"total_count\":4,\"pages\":{\"next\":{\"id\":3,\"starting_after\":\"c\"}}}";

        String skimmed =
                Okio.buffer(new PageSkimmer(new Buffer().writeUtf8(json))).readUtf8();

        assertThat(skimmed)
                .isEqualTo("{\"type\":\"list\",\"data\":[{\"id\": \"7\"},{}, 5,{\"id\":11}],\"total_count\":4,"
                        + "\"pages\":{\"next\":{\"id\":3,\"starting_after\":\"c\"}}}");
    }

    private List<String> walk() {
        return walk(new ArrayList<>());
    }

    private List<String> walk(List<Fault> keptOut) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page page = calls.contacts(150, cursor);
            page.items().stream().map(Map.class::cast).forEach(item -> ids.add(String.valueOf(item.get("id"))));
            keptOut.addAll(page.keptOut());
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    private List<Integer> sizes() {
        return server.asked().stream()
                .map(asked -> PER_PAGE.matcher(asked.uri().toString()))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    /** Gives the length of the text of an object. */
    private interface Length {
        int of(int id);
    }

    private static void answerByCursor(HttpExchange exchange, Length length) throws IOException {
        int first = number(AFTER, exchange, 0) + 1;
        int last = Math.min(OBJECTS, first + number(PER_PAGE, exchange, 0) - 1);
        send(exchange, first, last, length, last == OBJECTS ? "null" : "{\"starting_after\":\"" + last + "\"}");
    }

    private static void send(HttpExchange exchange, int first, int last, Length length, String next)
            throws IOException {
        StringBuilder json = new StringBuilder("{\"data\":[");
        for (int id = first; id <= last; id++) {
            json.append(id == first ? "" : ",").append("{\"id\":\"").append(id).append("\",\"name\":\"");
            json.append("x".repeat(length.of(id))).append("\"}");
        }
        json.append("],\"pages\":{\"next\":").append(next).append("}}");
        TestServer.send(exchange, 200, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int number(Pattern pattern, HttpExchange exchange, int otherwise) {
        Matcher matcher = pattern.matcher(exchange.getRequestURI().toString());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }
}
