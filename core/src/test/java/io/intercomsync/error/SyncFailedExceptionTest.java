package io.intercomsync.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncFailedExceptionTest {

    @Test
    void keeps_its_report_when_it_is_serialized() throws Exception {
        CollectionReport failed = new CollectionReport(
                IntercomCollection.TAGS,
                Status.FAILED,
                "no network",
                7,
                null,
                1,
                9L,
                8L,
                1,
                List.of(new Fault("t1", "It has no name")),
                0,
                0,
                3,
                Duration.ofSeconds(2));
        SyncReport report = new SyncReport(
                "w1",
                Instant.EPOCH,
                Duration.ofSeconds(2),
                3,
                List.of(failed, CollectionReport.skipped(IntercomCollection.USERS)));

        SyncFailedException again = copy(new SyncFailedException(report, new IOException("no network")));

        assertThat(again.report()).isEqualTo(report);
        assertThat(again).hasMessageEndingWith("no network").hasCauseInstanceOf(IOException.class);
    }

    @SuppressWarnings("BanSerializableRead") // it was written a moment ago
    private static SyncFailedException copy(SyncFailedException exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SyncFailedException) in.readObject();
        }
    }
}
