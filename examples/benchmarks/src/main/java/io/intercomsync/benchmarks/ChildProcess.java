package io.intercomsync.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A part of the benchmark in a JVM of its own. It prints lines of a name and a value. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProcess start(List<String> jvmArguments, String mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the value that the process prints under that name. */
    String read(String name) throws IOException {
        return requireNonNull(readUntil(name).get(name));
    }

    /** Returns all values that the process prints, up to that name. */
    Map<String, String> readUntil(String last) throws IOException {
        return readUntil(last, line -> {});
    }

    /** Returns all values that the process prints, up to that name. Hands over each line at once. */
    Map<String, String> readUntil(String last, Consumer<String> each) throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        while (!said.containsKey(last)) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("A process ended without saying " + last + "; it said " + said);
            }
            each.accept(line);
            int blank = line.indexOf(' ');
            if (blank > 0) {
                said.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        return said;
    }

    /** Ends the standard input of the process, and returns the values that it then prints under that name. */
    List<String> readLast(String name) throws IOException {
        process.getOutputStream().close();
        return output.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** Returns the CPU time of the process; zero if the system does not tell. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends the standard input of the process, which then ends. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
