package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.sink.InMemorySink;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@FakeIntercomTest
class CopyIntoMemoryTest {

    @Test
    void keeps_the_rows_of_a_run_in_memory(FakeIntercom intercom) {
        intercom.contact("u1", Map.of("name", "Ada")).contact("u2");
        InMemorySink sink = new InMemorySink();

        try (IntercomClient client = client(intercom)) {
            SyncEngine.builder(client, sink).build().sync();
        }

        assertThat(sink.rows(IntercomCollection.USERS)).containsOnlyKeys(List.of("u1"), List.of("u2"));
        assertThat(sink.rows(IntercomCollection.USERS).get(List.of("u1")).value("name"))
                .isEqualTo("Ada");
    }

    private static IntercomClient client(FakeIntercom intercom) {
        return IntercomClient.builder(intercom.token())
                .baseUrl(URI.create(intercom.url()))
                .build();
    }
}
