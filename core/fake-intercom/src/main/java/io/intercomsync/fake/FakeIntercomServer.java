package io.intercomsync.fake;

import io.intercomsync.fake.http.RequestWindow;
import io.intercomsync.fake.internal.json.FakeJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a fake Intercom as a program of its own, for first steps, benchmarks and clients in other languages. */
public final class FakeIntercomServer {

    private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

    static {
        option("--port", "N", "port; 0, the default, takes a free one", (b, v) -> b.port(whole(v)));
        option("--contacts", "N", "users and leads (default 0)", (b, v) -> b.contacts(whole(v)));
        option("--companies", "N", "companies (default 0)", (b, v) -> b.companies(whole(v)));
        option("--conversations", "N", "conversations (default 0)", (b, v) -> b.conversations(whole(v)));
        option("--parts", "N", "largest number of parts of a conversation (default 12)", (b, v) -> b.parts(whole(v)));
        option(
                "--long-conversations",
                "N",
                "conversations with more than 500 parts (default 0)",
                (b, v) -> b.longConversations(whole(v)));
        option("--tags", "N", "tags (default 24)", (b, v) -> b.tags(whole(v)));
        option("--segments", "N", "segments (default 12)", (b, v) -> b.segments(whole(v)));
        option("--admins", "N", "admins (default 12)", (b, v) -> b.admins(whole(v)));
        option("--teams", "N", "teams (default 4)", (b, v) -> b.teams(whole(v)));
        option("--seed", "N", "seed of the data (default 1)", (b, v) -> b.seed(Long.parseLong(v)));
        option(
                "--newest",
                "TIME",
                "newest time in the data (default 2026-06-30T12:00:00Z)",
                (b, v) -> b.newest(Instant.parse(v)));
        option("--limit", "N", "requests in 10 seconds (default 1667); 0: no limit", FakeIntercomServer::limit);
        option("--without-rate-headers", "", "send no headers about the limit", (b, v) -> b.withoutRateHeaders());
        option(
                "--latency-ms",
                "N",
                "least time of an answer, in milliseconds (default 0)",
                (b, v) -> b.latency(millis(v)));
        option(
                "--index-delay-ms",
                "N",
                "delay of the search index, in milliseconds (default 0)",
                (b, v) -> b.indexDelay(millis(v)));
        option(
                "--timezone",
                "ZONE",
                "time zone of the workspace (default America/Los_Angeles)",
                (b, v) -> b.timezone(ZoneId.of(v)));
        option("--workspace-id", "TEXT", "id of the workspace (default fakews01)", FakeIntercomBuilder::workspaceId);
        option(
                "--api-version",
                "V",
                "API version for requests that name none (default 2.16)",
                FakeIntercomBuilder::apiVersion);
        option("--token", "TEXT", "access token (default fake-token)", FakeIntercomBuilder::token);
        option("--fast", "", "use a server that takes less CPU", (b, v) -> b.fast());
        option("--gzip", "", "compress answers to requests that accept gzip", (b, v) -> b.gzip());
        OPTIONS.put(
                "--truth",
                new Option("FILE", "write all objects into FILE, one a line", (s, v) -> s.truth = Path.of(v)));
        OPTIONS.put(
                "--until-eof",
                new Option(
                        "",
                        "end when standard input ends, and so with the parent process",
                        (s, v) -> s.endsWithInput = true));
        OPTIONS.put(
                "--windows",
                new Option(
                        "",
                        "with --until-eof: at the end, print start, requests and 429s of each window of the rate limit",
                        (s, v) -> s.tellsWindows = true));
    }

    private final FakeIntercomBuilder builder = FakeIntercom.builder();
    private @Nullable Path truth;
    private boolean endsWithInput;
    private boolean tellsWindows;

    private FakeIntercomServer() {}

    private record Option(String value, String help, BiConsumer<FakeIntercomServer, String> setting) {}

    private static void option(String name, String value, String help, BiConsumer<FakeIntercomBuilder, String> set) {
        OPTIONS.put(name, new Option(value, help, (server, text) -> set.accept(server.builder, text)));
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(whole(value));
    }

    private static void limit(FakeIntercomBuilder builder, String value) {
        if (whole(value) == 0) {
            builder.unthrottled();
        } else {
            builder.limit(whole(value));
        }
    }

    private static int whole(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("not a whole number: " + value);
        }
        return Integer.parseInt(value);
    }

    /**
     * Starts a fake, prints its URL and token, and serves until the process is killed. {@code --help} lists the
     * options. An invalid option ends the program with status 2.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(help());
            return;
        }
        FakeIntercomServer server = parse(arguments, System.err);
        if (server == null) {
            System.exit(2);
            return;
        }
        server.serve();
    }

    private void serve() throws IOException, InterruptedException {
        FakeIntercom intercom = builder.withoutJournal().start();
        Runtime.getRuntime().addShutdownHook(new Thread(intercom::close));
        if (truth != null) {
            write(intercom.truth(), truth);
        }
        System.out.println("url " + intercom.url());
        System.out.println("token " + intercom.token());
        System.out.flush();
        if (endsWithInput) {
            System.in.transferTo(OutputStream.nullOutputStream());
            if (tellsWindows) {
                intercom.windows().forEach(FakeIntercomServer::tell);
            }
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    private static void tell(RequestWindow window) {
        System.out.println("window " + window.start() + " " + window.requests() + " " + window.refused());
    }

    static void write(Truth truth, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Stream<Map<String, Object>> objects : List.of(
                    truth.contacts(),
                    truth.companies(),
                    truth.conversations(),
                    truth.segments(),
                    truth.tags(),
                    truth.admins(),
                    truth.teams())) {
                for (Iterator<Map<String, Object>> each = objects.iterator(); each.hasNext(); ) {
                    out.append(FakeJson.write(each.next())).append('\n');
                }
            }
        }
    }

    FakeIntercomBuilder builder() {
        return builder;
    }

    /** Returns the server that the arguments describe; returns null and prints the error if an argument is invalid. */
    static @Nullable FakeIntercomServer parse(String[] arguments, PrintStream errors) {
        FakeIntercomServer server = new FakeIntercomServer();
        for (int at = 0; at < arguments.length; at++) {
            Option option = OPTIONS.get(arguments[at]);
            boolean takesValue = option != null && !option.value().isEmpty();
            if (option == null || (takesValue && at + 1 == arguments.length)) {
                errors.println((option == null ? "unknown option " : "no value for ") + arguments[at] + "; see --help");
                return null;
            }
            String name = arguments[at];
            try {
                option.setting().accept(server, takesValue ? arguments[++at] : "");
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.println(name + ": " + e.getMessage());
                return null;
            }
        }
        return server;
    }

    static String help() {
        StringBuilder help = new StringBuilder("A fake Intercom workspace on a loopback port. Options:\n");
        OPTIONS.forEach((name, option) ->
                help.append(String.format("  %-28s %s%n", (name + " " + option.value()).strip(), option.help())));
        return help.append("It prints its URL and its access token, and serves until it is killed.\n")
                .toString();
    }
}
