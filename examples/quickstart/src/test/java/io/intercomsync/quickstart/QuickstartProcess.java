package io.intercomsync.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the quickstart in a JVM of its own, with an environment and a working directory, as a user does. */
final class QuickstartProcess {
    static final String TOKEN = "dG9rOmFfdG9rZW4";

    private final List<String> start;
    private final Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    private QuickstartProcess(Path directory, String... start) {
        this.directory = directory;
        this.start = List.of(start);
    }

    /** The exit code and the output of a run. */
    record Result(int exitCode, String output) {}

    /** Returns the main class on the class path of the tests. */
    static QuickstartProcess ofClasses(Path directory) {
        // The manifest of the jar allows this; older JVMs need no option.
        String[] access = Runtime.version().feature() < 24
                ? new String[] {}
                : new String[] {"--enable-native-access=ALL-UNNAMED"};
        return new QuickstartProcess(
                directory,
                Stream.concat(
                                Stream.of(access),
                                Stream.of("-cp", System.getProperty("java.class.path"), Quickstart.class.getName()))
                        .toArray(String[]::new));
    }

    /** Returns another program. */
    static QuickstartProcess of(Path directory, String... start) {
        return new QuickstartProcess(directory, start);
    }

    /** Returns the packaged jar. */
    static QuickstartProcess ofJar(Path directory, String jar) {
        return new QuickstartProcess(directory, "-jar", jar);
    }

    QuickstartProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds settings of its JVM. */
    QuickstartProcess jvm(String... more) {
        settings.addAll(List.of(more));
        return this;
    }

    QuickstartProcess arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(settings);
        command.addAll(start);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(INTERCOM|WAREHOUSE|SYNC|JAVA|JDK)_.*|HUB|FLUSH_EVERY"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Result run() throws IOException, InterruptedException {
        return await(start());
    }

    /** Waits until it ends by itself, or is killed by the test. */
    Result await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("It does not end: " + text());
        }
        return new Result(process.exitValue(), text());
    }

    /** Waits until it has printed this, or has ended. */
    void awaitOutput(Process process, String text) throws IOException, InterruptedException {
        boolean hasEnded = false;
        while (!hasEnded && !text().contains(text)) {
            hasEnded = process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    /** Reads the output in any charset: bytes that are not UTF-8 are replaced. */
    private String text() throws IOException {
        return new String(Files.readAllBytes(output()), StandardCharsets.UTF_8);
    }

    private Path output() {
        return directory.resolve("output.txt");
    }
}
