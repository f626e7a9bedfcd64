package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Custom attributes from Intercom to columns, by whole runs. */
class AttributeRunTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final FakeIntercom fake = FakeIntercom.builder().unthrottled().start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private SyncReport sync(TestDatabase database, CustomAttributes where, String... leftOut) {
        try (JdbcSink sink = schema.in(database).customAttributes(where).build()) {
            return SyncEngine.builder(client, sink).without(leftOut).build().sync();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_definitions_type_the_columns_and_old_rows_are_filled_without_a_request(TestDatabase database) {
        fake.dataAttribute("contact", "renewal", "date").dataAttribute("contact", "rate", "float");
        fake.contact("1", Map.of("role", "user", "custom_attributes", Map.of("renewal", 1_700_000_000L)));
        fake.company("c", Map.of("custom_attributes", Map.of("region", "EU")));
        sync(database, CustomAttributes.JSON_ONLY);
        fake.contact("2", Map.of("role", "user", "custom_attributes", Map.of("rate", 1L, "renewal", 1_700_000_001L)));

        SyncReport report = sync(database, CustomAttributes.COLUMNS_AND_JSON);

        assertThat(report.isComplete()).as(report.toTable()).isTrue();
        assertThat(report.collection(USERS).changed()).isEqualTo(1);
        StoredAttributes stored = new StoredAttributes(schema.access(database));
        assertThat(stored.type("rate")).isEqualTo("DECIMAL");
        assertThat(stored.values("renewal"))
                .isEqualTo(
                        Map.of("1", Instant.ofEpochSecond(1_700_000_000L), "2", Instant.ofEpochSecond(1_700_000_001L)));
    }

    @ParameterizedTest
    @EnumSource
    void the_report_names_attributes_without_a_column_and_the_run_is_complete(TestDatabase database) {
        Map<String, Object> attributes = new HashMap<>();
        for (int i = 0; i < 1_100; i++) {
            attributes.put("attribute " + i, "x");
        }
        fake.contact("1", Map.of("role", "user", "custom_attributes", attributes));

        CollectionReport users =
                sync(database, CustomAttributes.COLUMNS_AND_JSON).collection(USERS);

        assertThat(users.status()).isEqualTo(Status.COMPLETE);
        assertThat(users.message()).contains("without a column: \"attribute ", " more");
    }

    @ParameterizedTest
    @EnumSource
    void a_property_that_is_left_out_gets_no_columns(TestDatabase database) {
        fake.contact("1", Map.of("role", "user", "custom_attributes", Map.of("plan", "gold")));

        sync(database, CustomAttributes.COLUMNS_AND_JSON, "users.custom_attributes", "contacts.custom_attributes");

        assertThat(new StoredAttributes(schema.access(database)).told()).isEqualTo(Map.of());
        List<Object> columns =
                database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = 'users' AND column_name LIKE 'custom%'");
        assertThat(columns).isEmpty();
    }
}
