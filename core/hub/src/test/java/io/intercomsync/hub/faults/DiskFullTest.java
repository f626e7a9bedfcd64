package io.intercomsync.hub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.report.Status;
import io.intercomsync.sink.InMemorySink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .contacts(3_000)
            .conversations(300)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void a_full_disk_fails_the_run_and_harms_nothing_that_is_stored(@TempDir Path folder) throws Exception {
        Path mount = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mount, 3)) {
            InMemorySink warehouse = new InMemorySink();
            try (Hub hub = Hub.builder(disk.file("intercom.hub")).build()) {
                SyncEngine source = SyncEngine.builder(client, hub).build();
                SyncFailedException failure = catchThrowableOfType(SyncFailedException.class, source::sync);
                assertThat(failure).as("a disk of 3 MB").isNotNull();
                assertThat(failure).hasMessageContaining("full");

                disk.grow(200);

                assertThat(source.sync().status()).isEqualTo(Status.COMPLETE);
                assertThat(hub.flushTo(warehouse).status()).isEqualTo(Status.COMPLETE);
            }
            assertSame(warehouse);
        }
    }

    @Test
    void a_disk_that_is_full_for_the_hub_does_not_stop_a_flush(@TempDir Path folder) throws Exception {
        Path mount = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mount, 200)) {
            InMemorySink warehouse = new InMemorySink();
            try (Hub hub = Hub.builder(disk.file("intercom.hub")).build()) {
                SyncEngine.builder(client, hub).build().sync();
                fill(disk.file("filler"));

                assertThat(hub.flushTo(warehouse).status()).isEqualTo(Status.COMPLETE);

                Files.delete(disk.file("filler"));
                assertThat(SyncEngine.builder(client, hub).build().sync().isComplete())
                        .isTrue();
                assertThat(hub.flushTo(warehouse).status()).isEqualTo(Status.COMPLETE);
            }
            assertSame(warehouse);
        }
    }

    private static void fill(Path file) throws Exception {
        byte[] block = new byte[1 << 14];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private void assertSame(InMemorySink warehouse) {
        InMemorySink fresh = new InMemorySink();
        SyncEngine.builder(client, fresh).build().sync();
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(warehouse.rows(collection)).isEqualTo(fresh.rows(collection));
        }
    }
}
