package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Options of the sink that meet in one schema. */
class CombinedOptionsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Row person(IntercomCollection collection, String id, Instant version, String json) {
        return row(collection, Map.of("id", id, "updated_at", version, "custom_attributes", json));
    }

    private JdbcSink.Builder all(TestDatabase database) {
        return schema.in(database)
                .tablePrefix("p_")
                .workspaceColumn()
                .history(USERS, CONVERSATIONS, CONVERSATION_PARTS);
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"})
    void tables_made_by_ddl_with_a_prefix_and_workspaces_keep_the_history_of_a_sink_that_alters_nothing(
            TestDatabase database) {
        database.run(schema.open(all(database)).ddl());
        for (String table : List.of("p_users", "p_users_history")) {
            database.execute("ALTER TABLE " + schema.table(table) + " ADD COLUMN \"custom_attributes_n\" BIGINT");
        }
        JdbcSink sink = schema.open(all(database).neverAlter());

        sink.store(
                changes("w1", List.of(), person(USERS, "1", T1, "{\"n\":1}"), conversation("c", T1), part("p", "c")));
        sink.store(changes("w2", List.of(), person(USERS, "1", T1, "{\"n\":5}")));
        sink.store(changes("w1", List.of(gone(USERS, "1", Reason.DELETED)), conversation("c", T2)));
        sink.store(changes("w1", List.of(), person(USERS, "1", T2.plusSeconds(3), "{\"n\":3,\"m\":2}")));
        sink.store(changes("w1", List.of(), person(USERS, "2", T2.plusSeconds(3), "{\"n\":\"x\"}")));

        assertThat(database.query("SELECT concat(\"workspace_id\", ' ', \"id\", ' ',"
                        + " coalesce(CAST(\"custom_attributes_n\" AS VARCHAR), 'null'), ' ',"
                        + " CASE WHEN \"is_current\" THEN 1 ELSE 0 END) FROM "
                        + schema.table("p_users_history") + " ORDER BY \"workspace_id\", \"id\", \"valid_from\""))
                .containsExactly("w1 1 1 0", "w1 1 3 1", "w1 2 null 1", "w2 1 5 1");
        assertThat(sink.liveRows("w1", USERS)).isEqualTo(2);
        assertThat(sink.check().findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"})
    void two_prefixes_in_one_schema_know_nothing_of_each_other(TestDatabase database) {
        JdbcSink one = schema.open(schema.in(database).history(USERS));
        JdbcSink two = schema.open(schema.in(database).tablePrefix("x_").history(USERS));
        one.store(changes(person(USERS, "1", T1, "{\"n\":1}"), person(CONTACTS, "2", T1, "{}")));

        two.store(changes(person(USERS, "7", T1, "{\"n\":\"text\"}"), person(CONTACTS, "8", T1, "{}")));
        one.store(changes(person(USERS, "1", T2, "{\"n\":2}"), person(USERS, "3", T2, "{\"n\":4}")));

        assertThat(one.liveRows("w1", USERS)).isEqualTo(2);
        assertThat(two.liveRows("w1", USERS)).isEqualTo(1);
        assertThat(database.query("SELECT \"custom_attributes_n\" FROM " + schema.table("users") + " ORDER BY 1"))
                .containsExactly(2L, 4L);
        assertThat(database.query("SELECT count(*) FROM " + schema.table("x_people")))
                .containsExactly(2L);
        assertThat(one.check().findings()).isEmpty();
        assertThat(two.check().findings()).isEmpty();
    }
}
