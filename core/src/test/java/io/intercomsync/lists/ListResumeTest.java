package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.testing.BreakingSink;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@FakeIntercomTest
class ListResumeTest {

    @Test
    void what_a_broken_run_stored_of_a_list_stays_when_the_next_goes_on(FakeIntercom intercom) {
        intercom.tag("t1", "VIP").tag("t2", "Beta");
        InMemorySink sink = new InMemorySink();
        AtomicInteger writes = new AtomicInteger();
        BreakingSink breaksAfterTheRows = new BreakingSink(sink, changes -> writes.incrementAndGet() > 1);
        IntercomClient client = IntercomClient.builder(intercom.token())
                .baseUrl(URI.create(intercom.url()))
                .build();
        try (client) {
            assertThatThrownBy(() -> SyncEngine.builder(client, breaksAfterTheRows)
                            .collections(TAGS)
                            .build()
                            .sync())
                    .isInstanceOf(SyncFailedException.class);
            intercom.tag("t3", "New");

            SyncReport next =
                    SyncEngine.builder(client, sink).collections(TAGS).build().sync();

            assertThat(next.isComplete()).as(next.toTable()).isTrue();
            assertThat(sink.rows(TAGS).keySet()).containsExactly(List.of("t1"), List.of("t2"), List.of("t3"));
        }
    }
}
