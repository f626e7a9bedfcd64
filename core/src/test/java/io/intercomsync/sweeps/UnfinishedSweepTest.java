package io.intercomsync.sweeps;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sweep that did not come to its end is made again, whatever ended it. */
class UnfinishedSweepTest {

    @Test
    void one_that_faults_made_dear_is_made_again_under_the_same_budget() {
        try (Copy copy = new Copy(workspace -> workspace).patient(Duration.ofDays(2))) {
            for (int i = 0; i < 5; i++) {
                copy.fake.contact("u" + i);
            }
            copy.after(Duration.ofDays(5));
            copy.sync(engine -> engine.collections(USERS));
            copy.after(Duration.ofDays(2));
            copy.fake.fail(
                    request -> request.path().equals("/contacts/search")
                            && !request.body().contains("\"updated_at\"")
                            && !request.body().contains("\"per_page\":1}")
                            && !request.body().contains("\"role\""),
                    InjectedFault.reset(),
                    Integer.MAX_VALUE);
            SyncReport stormy = copy.sync(engine -> engine.collections(USERS).maxRequests(500));
            assertThat(stormy.status()).as(stormy.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            copy.fake.clearFaults().delete(ObjectType.CONTACTS, "u3");

            for (int run = 0; run < 40; run++) {
                copy.after(Duration.ofDays(1));
                copy.sync(engine -> engine.collections(USERS).maxRequests(500));
            }

            assertThat(copy.sink.rows(USERS)).hasSize(4).doesNotContainKey(List.of("u3"));
        }
    }

    @Test
    void one_of_leads_is_not_gone_on_with_by_one_of_users() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 9; i++) {
                copy.fake.contact("u" + i).contact("l" + i, Map.of("role", "lead"));
            }
            copy.after(Duration.ofDays(5));
            copy.sync(engine -> engine.collections(USERS, CONTACTS));
            copy.after(Duration.ofDays(2));
            for (int i = 0; i < 4; i++) {
                copy.fake.delete(ObjectType.CONTACTS, "l" + i);
            }
            copy.sync(engine -> engine.collections(CONTACTS).maxSweepProbes(2));
            copy.after(Duration.ofHours(3));
            copy.fake.delete(ObjectType.CONTACTS, "u1");

            copy.sync(engine -> engine.collections(USERS).fullRefresh());

            assertThat(copy.sink.rows(USERS)).hasSize(8).doesNotContainKey(List.of("u1"));
        }
    }
}
