package io.intercomsync.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;

/** Runs an empty PostgreSQL until standard input ends, and prints its {@code url}. Arguments: settings, each as {@code name=value}. */
final class BenchmarkDatabase {
    private BenchmarkDatabase() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres.Builder settings = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB");
        for (String setting : arguments) {
            int equals = setting.indexOf('=');
            settings.setServerConfig(setting.substring(0, equals), setting.substring(equals + 1));
        }
        try (EmbeddedPostgres postgres = settings.start()) {
            System.out.println("url " + postgres.getJdbcUrl("postgres", "postgres"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
