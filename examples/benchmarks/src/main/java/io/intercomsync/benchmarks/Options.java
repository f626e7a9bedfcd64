package io.intercomsync.benchmarks;

import io.intercomsync.collection.IntercomCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of the benchmark, from the command line. */
final class Options {
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("warehouse", "postgres");
        DEFAULTS.put("contacts", "20000");
        DEFAULTS.put("companies", "0");
        DEFAULTS.put("conversations", "0");
        DEFAULTS.put("parts", "12");
        DEFAULTS.put("client", "library");
        DEFAULTS.put("api-version", "2.16");
        DEFAULTS.put("collections", "all");
        DEFAULTS.put("limit", "0");
        DEFAULTS.put("latency-ms", "0");
        DEFAULTS.put("heap", "512m");
        DEFAULTS.put("runs", "3");
        DEFAULTS.put("again", "0");
        DEFAULTS.put("client-jvm", "");
        DEFAULTS.put("fake", "");
    }

    private final Map<String, String> values = new LinkedHashMap<>(DEFAULTS);

    /** @throws IllegalArgumentException if an argument is not known or has no value */
    Options(String... arguments) {
        for (int at = 0; at < arguments.length; at += 2) {
            String name = arguments[at].replaceFirst("^--", "");
            if (!values.containsKey(name) || at + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "Unknown option, or option without a value: " + arguments[at] + "\n" + help());
            }
            values.put(name, arguments[at + 1]);
        }
        if (value("client").equals("sdk")
                && !(value("api-version").startsWith("1.")
                        && List.of("postgres", "discard").contains(warehouse())
                        && value("collections").equals("all")
                        && again() == 0)) {
            throw new IllegalArgumentException(
                    "--client sdk needs --api-version 1.4, --warehouse postgres or discard, all collections, and no --again");
        }
    }

    static String help() {
        return DEFAULTS.entrySet().stream()
                .map(option -> "  --" + option.getKey() + " " + option.getValue())
                .collect(Collectors.joining("\n", "Options and their defaults:\n", ""));
    }

    /** {@code postgres}, {@code duckdb}, {@code discard}, or a JDBC URL. */
    String warehouse() {
        return value("warehouse");
    }

    /** Returns the main class of the measured program: {@code library}, or {@code sdk} to compare with. */
    String client() {
        return switch (value("client")) {
            case "library" -> LibraryClient.class.getName();
            case "sdk" -> SdkClient.class.getName();
            default -> throw new IllegalArgumentException("Not a client: " + value("client"));
        };
    }

    String apiVersion() {
        return value("api-version");
    }

    int runs() {
        return Integer.parseInt(value("runs"));
    }

    /** Returns the number of further runs after each run, into the same schema. */
    int again() {
        return Integer.parseInt(value("again"));
    }

    /** Returns the requests in ten seconds; 0 means no limit. */
    int limit() {
        return Integer.parseInt(value("limit"));
    }

    String collections() {
        String chosen = value("collections").toUpperCase(Locale.ROOT);
        return chosen.equals("ALL")
                ? Arrays.stream(IntercomCollection.values()).map(Enum::name).collect(Collectors.joining(","))
                : chosen;
    }

    /** Returns whether {@link RequestFormula} applies: the library reads all collections from API 2.x. */
    boolean tellsFormula() {
        return value("client").equals("library")
                && value("collections").equals("all")
                && value("api-version").startsWith("2.");
    }

    List<String> clientJvm() {
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + value("heap")));
        jvm.addAll(words("client-jvm"));
        return jvm;
    }

    List<String> fake() {
        List<String> arguments = new ArrayList<>();
        for (String each :
                List.of("api-version", "contacts", "companies", "conversations", "parts", "limit", "latency-ms")) {
            arguments.add("--" + each);
            arguments.add(value(each));
        }
        arguments.addAll(words("fake"));
        arguments.addAll(List.of("--fast", "--until-eof", "--windows"));
        return arguments;
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private List<String> words(String name) {
        return Arrays.stream(value(name).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(option -> !option.getValue().isEmpty())
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
