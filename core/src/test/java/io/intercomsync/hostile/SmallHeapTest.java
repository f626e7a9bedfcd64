package io.intercomsync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.internal.http.RawServer;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** K87: a program with a heap of 64 MB meets answers that are all too large. It ends, and its other threads find memory. */
class SmallHeapTest {
    private static final String ME =
            "{\"type\":\"admin\",\"id\":\"1\",\"app\":{\"id_code\":\"w\",\"timezone\":\"UTC\"}}";

    /** A scroll that fails starts anew after a minute, and this program has no other clock. */
    private static final IntercomCollection[] WITHOUT_COMPANIES =
            EnumSet.complementOf(EnumSet.of(IntercomCollection.COMPANIES)).toArray(IntercomCollection[]::new);

    /** The content of an answer, as its beginning, what is repeated and its end. */
    enum Bomb {
        ONE_TEXT(
                "{\"type\":\"list\",\"scroll_param\":\"p\",\"total_count\":9,\"data\":[{\"id\":\"1\",\"name\":\"",
                "x",
                "\"}]}"),
        EMPTY_OBJECTS("{\"type\":\"list\",\"scroll_param\":\"p\",\"total_count\":9,\"data\":[", "{},", "{}]}"),
        OBJECTS_WITH_IDS(
                "{\"type\":\"list\",\"scroll_param\":\"p\",\"total_count\":9,\"data\":[",
                "{\"id\":\"1\",\"name\":\"n\"},",
                "{}]}"),
        NUMBERS(
                "{\"type\":\"list\",\"scroll_param\":\"p\",\"total_count\":9,\"data\":[{\"id\":\"1\",\"custom_attributes\":{\"a\":[",
                "1234567,",
                "1]}}]}"),
        NAMES(
                "{\"type\":\"list\",\"scroll_param\":\"p\",\"total_count\":9,\"data\":[{\"id\":\"1\",\"custom_attributes\":{",
                "\"aaaaaaaaaaaaaa\":1,",
                "\"b\":1}}]}"),
        NO_END("{\"type\":\"list\",\"data\":[", "[", "]}");

        private final String begin;
        private final String middle;
        private final String end;

        Bomb(String begin, String middle, String end) {
            this.begin = begin;
            this.middle = middle;
            this.end = end;
        }

        byte[] packed() throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(begin.getBytes(StandardCharsets.UTF_8));
                byte[] some = middle.repeat(1_000).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 60_000_000 / some.length; i++) {
                    gzip.write(some);
                }
                gzip.write(end.getBytes(StandardCharsets.UTF_8));
            }
            return packed.toByteArray();
        }
    }

    /** Each request meets another one. */
    @Test
    void a_run_ends_without_an_error_of_the_memory() throws Exception {
        List<byte[]> bombs = new ArrayList<>();
        for (Bomb bomb : Bomb.values()) {
            bombs.add(bomb.packed());
        }
        AtomicInteger next = new AtomicInteger();
        try (RawServer server =
                new RawServer((line, out) -> answer(line, bombs.get(next.getAndIncrement() % bombs.size()), out))) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapTest.class.getName(),
                            server.url().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(said).isZero();
            assertThat(said).contains("others: 0 failures", "FAILED").doesNotContain("OutOfMemoryError");
        }
    }

    private static void answer(String line, byte[] packed, OutputStream out) throws IOException {
        boolean isMe = line.startsWith("GET /me");
        byte[] body = isMe ? ME.getBytes(StandardCharsets.UTF_8) : packed;
        String encoding = isMe ? "" : "Content-Encoding: gzip\r\n";
        out.write(("HTTP/1.1 200 OK\r\n" + encoding + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(body);
    }

    /** The program: reads everything, while another thread asks for memory all the time. */
    public static void main(String[] arguments) throws InterruptedException {
        Allocating other = new Allocating();
        Thread thread = new Thread(other, "other");
        thread.setDaemon(true);
        thread.start();
        try (IntercomClient client = IntercomClient.builder("token")
                .baseUrl(URI.create(arguments[0]))
                .maxRetryDuration(Duration.ofMillis(300))
                .build()) {
            SyncReport report;
            try {
                report = SyncEngine.builder(client, new InMemorySink())
                        .collections(WITHOUT_COMPANIES)
                        .build()
                        .sync();
            } catch (SyncFailedException e) {
                report = e.report();
            }
            for (IntercomCollection collection : IntercomCollection.values()) {
                System.out.println(report.collection(collection).status() + " "
                        + report.collection(collection).message());
            }
        }
        thread.interrupt();
        thread.join();
        System.out.println("others: " + other.failures + " failures");
    }

    private static final class Allocating implements Runnable {
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void run() {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    assertThat(new byte[1 << 18].length).isPositive();
                } catch (OutOfMemoryError e) {
                    failures.incrementAndGet();
                }
            }
        }
    }
}
