package io.intercomsync.jdbc.engines.connection;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PgBouncer in front of the tests' PostgreSQL, on a loopback port, with a database for each mode of its pools. */
final class PgBouncer implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/sbin/pgbouncer"),
            Path.of("/usr/bin/pgbouncer"),
            Path.of("/usr/local/bin/pgbouncer"),
            Path.of("/opt/homebrew/bin/pgbouncer"));

    private final Path folder;
    private final int port;
    private final Process process;

    private PgBouncer(Path program) throws IOException {
        folder = Files.createTempDirectory("pgbouncer");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), settings());
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if ("root".equals(System.getProperty("user.name"))) { // as whom it refuses to run
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitStart();
    }

    /** Starts a PgBouncer. If the program is not installed, the test is skipped and says so. */
    static PgBouncer start() throws IOException {
        Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(program != null, "Skipped: there is no pgbouncer here (apt-get install pgbouncer)");
        return new PgBouncer(program);
    }

    private String settings() {
        String server = TestDatabase.POSTGRESQL.url().replaceAll("jdbc:postgresql://[^:]+:(\\d+)/.*", "$1");
        StringBuilder text = new StringBuilder("[databases]\n");
        for (String mode : List.of("session", "transaction", "statement")) {
            text.append(mode + " = host=127.0.0.1 port=" + server + " dbname=postgres user=postgres pool_mode=" + mode
                    + "\n");
        }
        return text + "[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port
                + "\nauth_type = any\nunix_socket_dir =\ndefault_pool_size = 5\nserver_reset_query = DEALLOCATE ALL\n"
                + "ignore_startup_parameters = extra_float_digits\n";
    }

    private void awaitStart() throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.add(line);
            if (line.contains("process up")) {
                drain(log);
                return;
            }
        }
        throw new IOException("PgBouncer does not start: " + said);
    }

    private static void drain(BufferedReader log) {
        Thread thread = new Thread(() -> {
            try {
                log.lines().forEach(line -> {});
            } catch (UncheckedIOException e) {
                // The program has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the URL of the database whose pool has that mode. */
    String url(String mode) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + mode + "?user=postgres";
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
