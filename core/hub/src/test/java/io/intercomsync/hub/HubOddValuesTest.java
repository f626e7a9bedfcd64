package io.intercomsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** K88: values that no type has room for, and characters that are no text, come out of a hub as they went in. */
class HubOddValuesTest extends HubTests {
    private static final String VALUES =
            "\"a\":" + "7".repeat(1_001) + ",\"b\":1e99999999999,\"c\":-1e-99999999999,\"d\":"
                    + "9".repeat(1_000) + ",\"e\":0." + "3".repeat(990) + ",\"f\":" + "[".repeat(230) + "]".repeat(230)
                    + ",\"g\":\"\\ud800x\\udc00\\ud800\",\"h\":\"\\u0000\",\"i\\u0000\\udfff\":1e990,\"j\":\""
                    + "y".repeat(1 << 16)
                    + "\",\"k\":99999999999999999999";
    private static final String COMMON =
            "\"created_at\":1700000000,\"updated_at\":1e99999999999,\"name\":\"a\\u0000b\\ud83dc\\udc00\",\"custom_attributes\":{"
                    + VALUES + "}," + VALUES;

    private final FakeIntercom fake = FakeIntercom.builder().unthrottled().start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    /** Checks each unit through its JSON on the way into memory. */
    private static final class Checked extends InMemorySink {
        @Override
        public synchronized WriteResult store(Changes changes) {
            assertThat(Changes.fromJson(changes.toJson())).isEqualTo(changes);
            return super.store(changes);
        }
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void K88_odd_values_come_out_of_a_hub_as_they_went_in() {
        answer(
                "/contacts/search",
                "data",
                "contact",
                "\"role\":\"user\",\"social_profiles\":{\"data\":[{\"name\":1e99999999999}]}");
        answer(
                "/conversations/search",
                "conversations",
                "conversation",
                "\"statistics\":{\"count_conversation_parts\":1}");
        answer("/tags", "data", "tag", "\"x\":1");
        answer("/segments", "segments", "segment", "\"count\":1e99999999999");
        fake.company("k", Map.of("name", "\ud800\u0000", "x", "\udc00"))
                .contact("u", Map.of("companies", List.of("k")));
        Checked direct = new Checked();
        InMemorySink warehouse = new InMemorySink();

        SyncReport first = sync(direct);
        SyncReport second = sync(hub());
        FlushReport flush = hub().flushTo(warehouse);

        assertThat(flush.status()).as(flush.toTable()).isEqualTo(Status.COMPLETE);
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(warehouse.rows(collection)).as(collection.tableName()).isEqualTo(direct.rows(collection));
            assertThat(second.collection(collection).typeMismatches())
                    .isEqualTo(first.collection(collection).typeMismatches());
        }
        Row user = warehouse.rows(IntercomCollection.USERS).get(List.of("id"));
        assertThat(user.value("name")).isEqualTo("a\u0000b\ud83dc\udc00");
        assertThat(String.valueOf(user.value("custom_attributes")))
                .contains(
                        "\"b\":\"1e99999999999\"", "\"a\":\"" + "7".repeat(1_001) + "\"", "\"d\":" + "9".repeat(1_000));
    }

    private void answer(String path, String list, String type, String more) {
        String body = "{\"type\":\"list\",\"total_count\":1,\"" + list + "\":[{\"type\":\"" + type + "\",\"id\":\"id\","
                + COMMON + "," + more + "}]}";
        fake.fail(path, InjectedFault.answer(200, "application/json", body), Integer.MAX_VALUE);
    }

    private SyncReport sync(Sink sink) {
        SyncReport report = SyncEngine.builder(client, sink).build().sync();
        assertThat(report.status()).as(report.toTable()).isIn(Status.COMPLETE, Status.INCOMPLETE);
        return report;
    }
}
