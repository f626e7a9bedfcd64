package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every table and view of a sink has the prefix, and sinks with different prefixes do not disturb each other. */
class TablePrefixTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink prefixed(TestDatabase database, String prefix) {
        return schema.open(schema.in(database).tablePrefix(prefix).writerWait(Duration.ZERO));
    }

    private List<Object> values(TestDatabase database, String column, String table) {
        return database.query("SELECT \"" + column + "\" FROM " + schema.table(table) + " ORDER BY 1");
    }

    private static Row custom(String id, String attributes) {
        return row(USERS, Map.of("id", id, "updated_at", T1, "custom_attributes", attributes));
    }

    @ParameterizedTest
    @EnumSource
    void sinks_with_different_prefixes_share_a_schema(TestDatabase database) {
        JdbcSink plain = schema.open(schema.in(database).writerWait(Duration.ZERO));
        JdbcSink crm = prefixed(database, "crm_");

        plain.write(
                changesUpTo("plain", user("1", T1, "of plain"), row(IntercomCollection.CONTACTS, Map.of("id", "9"))));
        crm.write(changes("w2", List.of(), custom("1", "{\"plan\": \"pro\"}"), tag("5", "vip"), part("6", "7")));
        plain.write(changesUpTo("plain again", user("1", T2, "newer")));
        crm.write(changes("w2", List.of(), custom("2", "{\"plan\": \"free\", \"seats\": 3}")));

        assertThat(values(database, "name", "users")).containsExactly("newer");
        assertThat(values(database, "id", "crm_users")).containsExactly("1", "2");
        assertThat(values(database, "custom_attributes_plan", "crm_users")).containsExactly("free", "pro");
        assertThat(values(database, "attribute", "_intercom_sync_columns")).doesNotContain("plan");
        assertThat(values(database, "attribute", "crm__intercom_sync_columns")).contains("plan", "seats");
        assertThat(OwnSchema.state(plain)).isEqualTo("plain again");
        assertThat(plain.checkpoint("w1", "feed")).isPresent();
        assertThat(plain.liveRows("w1", TAGS)).isZero();
        assertThat(crm.liveRows("w2", TAGS)).isEqualTo(1);
        assertThat(crm.liveKeys("w2", USERS).collect(Collectors.toList())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void the_check_knows_whose_tables_they_are(TestDatabase database) {
        schema.sink(database).write(changes(user("1", T1, "x")));
        JdbcSink crm = prefixed(database, "crm_");
        assertThat(crm.check().toTable()).containsPattern("schema state +free");

        crm.write(changes("w2", List.of(), user("1", T1, "y")));

        assertThat(crm.check().workspaces()).containsExactly("w2");
        assertThat(crm.check().findings()).isEmpty();
        assertThat(crm.check().toTable())
                .containsPattern("schema state +has the tables of this library")
                .containsPattern("table prefix +crm_");
    }

    @ParameterizedTest
    @EnumSource
    void every_name_has_the_prefix_also_where_the_database_shortens_it(TestDatabase database) {
        String prefix = "a_prefix_that_is_30_bytes_long";
        for (int run = 1; run <= 2; run++) {
            try (JdbcSink sink = schema.in(database)
                    .tablePrefix(prefix)
                    .bookkeepingPrefix("bookkeeping_of_30_bytes_length")
                    .build()) {
                sink.write(changesUpTo(
                        "run " + run,
                        user("1", T1, "x"),
                        row(IntercomCollection.CONTACTS, Map.of("id", "2")),
                        part("6", "7")));
                assertThat(OwnSchema.state(sink)).isEqualTo("run " + run);
            }
        }

        List<String> tables = database.tables(schema.toString());
        assertThat(tables)
                .allMatch(name -> name.startsWith(prefix))
                .contains(prefix + "users", prefix + "people", prefix + "conversation_parts")
                .filteredOn(name -> name.startsWith(prefix + "bookkeeping_of_"))
                .hasSize(2);
        assertThat(values(database, "id", prefix + "people")).containsExactly("1", "2");
    }
}
