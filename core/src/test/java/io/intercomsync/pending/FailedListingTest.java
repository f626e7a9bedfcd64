package io.intercomsync.pending;

import static io.intercomsync.pending.GapsTest.endSearchesForChanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedListingTest {

    /** The changes that are read in its place would else hide that it was needed. */
    @Test
    void a_listing_that_cannot_be_gone_on_with_is_made_anew() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.largestPage(1);
            for (int i = 0; i < 600; i++) {
                copy.fake.conversation("c" + i);
                copy.after(Duration.ofHours(7));
            }
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c0", Map.of("body", "not found"));
            endSearchesForChanges(copy, "conversations", 2);
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(25));
            SyncReport stopped = copy.sync(engine -> Copy.talks(engine).maxRequests(500));
            copy.fake.fail(
                    request -> request.path().equals("/conversations/search")
                            && !request.body().contains("\"updated_at\""),
                    InjectedFault.status(400),
                    Integer.MAX_VALUE);
            assertThatThrownBy(() -> copy.sync(Copy::talks)).isInstanceOf(SyncFailedException.class);
            copy.fake.clearFaults();
            SyncReport told = copy.sync(Copy::talks);
            copy.after(Duration.ofHours(25));

            SyncReport report = copy.sync(Copy::talks);

            assertThat(stopped.status()).as(stopped.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(told.status()).as(told.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(Copy::talks);
        }
    }
}
