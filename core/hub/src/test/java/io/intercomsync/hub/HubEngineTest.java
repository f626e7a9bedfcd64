package io.intercomsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Source runs into the hub beside source runs into memory, which is the reference. */
class HubEngineTest extends HubTests {
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .contacts(300)
            .companies(120)
            .conversations(150)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void a_source_run_costs_no_more_requests_than_into_memory_and_a_flush_brings_the_same_rows() {
        InMemorySink direct = new InMemorySink();
        Recorder warehouse = new Recorder();

        assertSameRuns(direct);
        FlushReport first = hub().flushTo(warehouse);
        assertThat(first.status()).as(first.toTable()).isEqualTo(Status.COMPLETE);
        edit();
        assertSameRuns(direct);
        FlushReport second = hub().flushTo(warehouse);

        assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(second.stored().values().stream().mapToLong(Long::longValue).sum())
                .isBetween(
                        1L,
                        first.stored().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                / 4);
        assertEqual(warehouse);
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(Set.copyOf(warehouse.rows(collection).values()))
                    .as(collection.tableName())
                    .isEqualTo(Set.copyOf(direct.rows(collection).values()));
        }
    }

    @Test
    void a_plan_foretells_the_requests_of_source_runs_into_the_hub() {
        assertForetold("first run");
        edit();
        assertForetold("changes");
    }

    private void assertForetold(String run) {
        RequestEstimate planned =
                SyncEngine.builder(client, hub()).build().plan().requests();

        long made = sync(hub()).requests();

        assertThat((double) planned.likely()).as(run).isCloseTo((double) made, Percentage.withPercentage(15));
    }

    @Test
    void an_idle_run_changes_nothing_in_the_hub() {
        sync(hub());
        long last = hub().status().lastChange();

        SyncReport idle = sync(hub());
        SyncReport whole =
                SyncEngine.builder(client, hub()).fullRefresh().build().sync();

        assertThat(idle.isComplete()).isTrue();
        assertThat(whole.isComplete()).isTrue();
        assertThat(hub().status().lastChange()).isEqualTo(last);
    }

    private void assertSameRuns(Sink direct) {
        long before = fake.requestCount();
        SyncReport inMemory = sync(direct);
        long ofMemory = fake.requestCount() - before;
        SyncReport inHub = sync(hub());
        long ofHub = fake.requestCount() - before - ofMemory;

        assertThat(inMemory.status()).as(inMemory.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(inHub.status()).as(inHub.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(ofHub).isLessThanOrEqualTo(ofMemory);
    }

    private SyncReport sync(Sink sink) {
        return SyncEngine.builder(client, sink).build().sync();
    }

    private void edit() {
        String user = fake.truth()
                .contacts()
                .filter(c -> c.get("role").equals("user"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
        String lead = fake.truth()
                .contacts()
                .filter(c -> c.get("role").equals("lead"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
        String conversation =
                fake.truth().conversations().findFirst().orElseThrow().get("id").toString();
        fake.delete(ObjectType.CONTACTS, user).becomeUser(lead);
        fake.addPart(conversation, Map.of("body", "new"));
        fake.contact("brand-new", Map.of("name", "Ann"));
        fake.delete(
                ObjectType.CONVERSATIONS,
                fake.truth()
                        .conversations()
                        .skip(1)
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .toString());
    }
}
