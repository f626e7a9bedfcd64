package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.run.Run;
import io.intercomsync.internal.run.RunOptions;
import io.intercomsync.internal.sweep.SweepRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** K87: what answers take is bounded, before and after decompression, one by one and together. */
class AnswerLimitsTest extends HttpClientTest {

    @Test
    void refuses_a_compressed_answer_whose_header_has_no_end() {
        for (int status : new int[] {200, 422}) {
            server.then(exchange -> sendHeaderWithoutEnd(exchange, status));
        }

        assertThatThrownBy(calls::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("(HTTP 200): it is larger than 1 MB");
        assertThatThrownBy(calls::tags).isInstanceOf(ApiException.class).hasMessageContaining("HTTP 422");
    }

    /** The header says that a file name follows; it goes on until nobody listens any more. */
    private static void sendHeaderWithoutEnd(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(status, 0);
        byte[] name = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
            for (int i = 0; i < 4_096; i++) {
                body.write(name);
            }
        } catch (IOException closed) {
            exchange.close();
        }
    }

    @Test
    void refuses_a_small_answer_that_becomes_more_objects_than_there_is_memory() {
        Calls large = connection(settings -> settings.maxResponseBytes(64 << 20).answerMemory(16 << 20))
                .calls();
        byte[] bomb =
                ("{\"type\":\"list\",\"data\":[" + "{},".repeat(2_000_000) + "{}]}").getBytes(StandardCharsets.UTF_8);
        server.thenGzip(bomb);

        assertThatThrownBy(large::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("it takes more than 16 MB of memory");

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void counts_answers_under_way_together_and_asks_again_where_others_leave_no_room() throws Exception {
        Connection bounded =
                connection(settings -> settings.maxResponseBytes(64 << 20).answerMemory(7 << 20));
        String answer = "{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"name\":\"" + "x".repeat(4 << 20) + "\"}]}";
        server.then(answer);
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch isSeen = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Page> held = other.submit(() -> {
                try {
                    Page page = bounded.calls().tags();
                    isHeld.countDown();
                    isSeen.await();
                    bounded.releaseAnswers();
                    return page;
                } finally {
                    isHeld.countDown();
                }
            });
            isHeld.await();

            assertThatThrownBy(bounded.calls()::tags)
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("other answers under way leave too little memory");
            isSeen.countDown();

            assertThat(held.get().items()).hasSize(1);
            assertThat(bounded.calls().tags().items()).hasSize(1);
            assertThat(server.asked()).hasSizeGreaterThan(3);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void gives_back_what_a_thread_took_that_has_ended() throws Exception {
        Connection bounded =
                connection(settings -> settings.maxResponseBytes(64 << 20).answerMemory(7 << 20));
        server.then("{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"name\":\"" + "x".repeat(4 << 20) + "\"}]}");
        Thread ended = new Thread(() -> bounded.calls().tags());
        ended.start();
        ended.join();

        assertThat(bounded.calls().tags().items()).hasSize(1);

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void gives_back_what_the_thread_of_a_plan_took_that_lives_on() throws Exception {
        Connection bounded =
                connection(settings -> settings.maxResponseBytes(64 << 20).answerMemory(7 << 20));
        String tags = "{\"type\":\"list\",\"data\":[{\"id\":\"1\",\"name\":\"" + "x".repeat(4 << 20) + "\"}]}";
        server.then(exchange -> {
            boolean isMe = exchange.getRequestURI().getPath().equals("/me");
            String answer = isMe ? "{\"app\":{\"id_code\":\"w\"}}" : tags;
            TestServer.send(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
        });
        run(bounded).plan();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThat(other.submit(() -> bounded.calls().tags()).get().items()).hasSize(1);
        } finally {
            other.shutdownNow();
        }

        assertThat(server.asked()).hasSize(3);
    }

    private Run run(Connection with) {
        SweepRules sweeps = new SweepRules(Duration.ofDays(1), 0.5, 100);
        return new Run(
                with,
                changes -> {},
                new InMemoryCheckpointStore(),
                new Selection(Set.of(IntercomCollection.TAGS), Set.of()),
                new RunOptions(false, null, Duration.ofHours(1), Duration.ZERO, sweeps, null, null),
                progress -> {},
                Executors.defaultThreadFactory(),
                4,
                time);
    }

    @Test
    void refuses_a_list_whose_pages_have_no_end() {
        AtomicInteger number = new AtomicInteger(1);
        server.then(exchange -> {
            int next = number.incrementAndGet();
            String page = "{\"type\":\"list\",\"data\":[{\"id\":\"" + next + "\"}],\"pages\":{\"next\":" + next + "}}";
            TestServer.send(exchange, 200, page.getBytes(StandardCharsets.UTF_8));
        });

        assertThatThrownBy(calls::tags).isInstanceOf(ApiException.class).hasMessageContaining("more than 1000 pages");
        number.set(1);
        assertThatThrownBy(() -> calls.contactCompanies("1"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("more than 1000 pages");
    }

    @Test
    void counts_the_pages_of_a_list_together() {
        Calls bounded = connection(settings -> settings.answerMemory(4 << 20)).calls();
        AtomicInteger number = new AtomicInteger(1);
        server.then(exchange -> {
            int next = number.incrementAndGet();
            String page = "{\"type\":\"list\",\"data\":[{\"id\":\"" + next + "\",\"name\":\"" + "x".repeat(1 << 19)
                    + "\"}],\"pages\":{\"next\":" + next + "}}";
            TestServer.send(exchange, 200, page.getBytes(StandardCharsets.UTF_8));
        });

        assertThatThrownBy(bounded::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("it takes more than 4 MB of memory");

        assertThat(server.asked()).hasSizeLessThan(20);
    }

    @Test
    void keeps_out_an_object_whose_id_is_too_long_for_checkpoints_and_reports() {
        String id = "x".repeat(500_000);
        server.then("{\"type\":\"list\",\"data\":[{\"id\":\"1\"},{\"id\":\"" + id
                + "\"},{\"id\":1e99999999999},{\"id\":{\"a\":1}}]}");

        Page page = calls.tags();

        assertThat(page.items()).hasSize(1);
        assertThat(page.faults()).hasSize(3).allMatch(fault -> fault.toString().length() < 200);
    }

    @Test
    void refuses_a_page_of_countless_items_that_are_no_objects() {
        server.then("{\"type\":\"list\",\"data\":[" + "0,".repeat(100_000) + "0]}");

        assertThatThrownBy(calls::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("more than 1000 items of its list are no objects");
    }

    @Test
    void refuses_a_cursor_that_is_too_long_for_a_checkpoint() {
        for (String next : List.of("{\"starting_after\":\"@\"}", "\"/contacts?starting_after=@\"")) {
            server.then("{\"type\":\"list\",\"data\":[],\"pages\":{\"next\":" + next.replace("@", "x".repeat(100_000))
                    + "}}");

            assertThatThrownBy(() -> calls.contacts(150, null))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("longer than 4096 characters");
        }
    }
}
