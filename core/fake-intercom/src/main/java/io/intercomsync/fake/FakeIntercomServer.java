package io.intercomsync.fake;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A fake Intercom as a program of its own, for quick starts, benchmarks and clients in other languages. */
public final class FakeIntercomServer {

    private static final Map<String, Option> OPTIONS = options();

    private FakeIntercomServer() {}

    private record Option(String value, String help, BiConsumer<FakeIntercom.Builder, String> setting) {}

    private static Map<String, Option> options() {
        Map<String, Option> all = new LinkedHashMap<>();
        all.put("--port", new Option("N", "port; 0, the default, takes a free one", (b, v) -> b.port(whole(v))));
        all.put("--contacts", new Option("N", "users and leads (default 0)", (b, v) -> b.contacts(whole(v))));
        all.put("--companies", new Option("N", "companies (default 0)", (b, v) -> b.companies(whole(v))));
        all.put("--conversations", new Option("N", "conversations (default 0)", (b, v) -> b.conversations(whole(v))));
        all.put("--parts", new Option("N", "most parts of a conversation (default 12)", (b, v) -> b.parts(whole(v))));
        all.put(
                "--long-conversations",
                new Option(
                        "N",
                        "conversations of more than 500 parts (default 0)",
                        (b, v) -> b.longConversations(whole(v))));
        all.put("--tags", new Option("N", "tags (default 24)", (b, v) -> b.tags(whole(v))));
        all.put("--segments", new Option("N", "segments (default 12)", (b, v) -> b.segments(whole(v))));
        all.put("--admins", new Option("N", "admins (default 12)", (b, v) -> b.admins(whole(v))));
        all.put("--teams", new Option("N", "teams (default 4)", (b, v) -> b.teams(whole(v))));
        all.put("--seed", new Option("N", "seed of the data (default 1)", (b, v) -> b.seed(Long.parseLong(v))));
        all.put(
                "--limit",
                new Option("N", "requests in 10 seconds (default 1667); 0 for no limit", FakeIntercomServer::limit));
        all.put(
                "--latency-ms",
                new Option(
                        "N",
                        "milliseconds to each answer (default 0)",
                        (b, v) -> b.latency(Duration.ofMillis(whole(v)))));
        all.put(
                "--timezone",
                new Option(
                        "ZONE",
                        "zone of the workspace (default America/Los_Angeles)",
                        (b, v) -> b.timezone(ZoneId.of(v))));
        all.put(
                "--api-version",
                new Option("V", "version where a request names none (default 2.16)", FakeIntercom.Builder::apiVersion));
        all.put("--token", new Option("TEXT", "access token (default fake-token)", FakeIntercom.Builder::token));
        all.put("--gzip", new Option("", "compress answers where asked for", (b, v) -> b.gzip()));
        return all;
    }

    private static void limit(FakeIntercom.Builder builder, String value) {
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
     * Starts a fake, prints its URL and token, and serves until the process is killed. {@code --help} tells the options; a
     * wrong one ends the program with status 2.
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(help());
            return;
        }
        FakeIntercom.Builder builder = parse(arguments, System.err);
        if (builder == null) {
            System.exit(2);
            return;
        }
        FakeIntercom intercom = builder.withoutJournal().start();
        Runtime.getRuntime().addShutdownHook(new Thread(intercom::close));
        System.out.println("url " + intercom.url());
        System.out.println("token " + intercom.token());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /** The settings that the arguments tell; null, and a line of what is wrong, if they cannot be read. */
    static FakeIntercom.@Nullable Builder parse(String[] arguments, PrintStream errors) {
        FakeIntercom.Builder builder = FakeIntercom.builder();
        for (int at = 0; at < arguments.length; at++) {
            Option option = OPTIONS.get(arguments[at]);
            boolean takesValue = option != null && !option.value().isEmpty();
            if (option == null || (takesValue && at + 1 == arguments.length)) {
                errors.println((option == null ? "unknown option " : "no value for ") + arguments[at] + "; see --help");
                return null;
            }
            String name = arguments[at];
            try {
                option.setting().accept(builder, takesValue ? arguments[++at] : "");
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.println(name + ": " + e.getMessage());
                return null;
            }
        }
        return builder;
    }

    static String help() {
        StringBuilder help = new StringBuilder("A fake Intercom workspace on a loopback port. Options:\n");
        OPTIONS.forEach((name, option) ->
                help.append(String.format("  %-28s %s%n", (name + " " + option.value()).strip(), option.help())));
        return help.append("It prints its URL and its access token and serves until it is killed.\n")
                .toString();
    }
}
