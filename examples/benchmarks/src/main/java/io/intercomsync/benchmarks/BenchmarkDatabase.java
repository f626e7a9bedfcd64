package io.intercomsync.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;

/** Runs an empty PostgreSQL until standard input ends, and prints its {@code url}. */
final class BenchmarkDatabase {
    private BenchmarkDatabase() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            System.out.println("url " + postgres.getJdbcUrl("postgres", "postgres"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
