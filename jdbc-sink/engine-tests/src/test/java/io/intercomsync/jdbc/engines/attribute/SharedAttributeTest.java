package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sinks of two workspaces that meet the same custom attribute at the same time. */
class SharedAttributeTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Changes user(String workspace, int seconds, String json) {
        return changes(
                workspace,
                List.of(),
                row(USERS, Map.of("id", "1", "updated_at", T1.plusSeconds(seconds), "custom_attributes", json)));
    }

    private List<Object> values(TestDatabase database) {
        return database.query("SELECT \"custom_attributes_n\" FROM " + schema.table("users") + " ORDER BY 1");
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"})
    void a_column_that_the_other_sink_has_just_made_or_widened_is_used(TestDatabase database) {
        JdbcSink one = schema.open(schema.in(database).workspaceColumn());
        JdbcSink two = schema.open(schema.in(database).workspaceColumn());
        one.store(user("w1", 0, "{}"));
        two.store(user("w2", 0, "{}"));
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            one.store(user("w1", 1, "{\"n\":1}"));
            two.store(user("w2", 1, "{\"n\":2}"));

            assertThat(values(database)).containsExactly(1L, 2L);

            two.store(user("w2", 2, "{\"n\":\"x\"}"));
            one.store(user("w1", 2, "{\"n\":3}"));
            one.store(user("w1", 3, "{\"n\":\"4\"}"));

            assertThat(values(database)).containsExactly("4", "x");
            assertThat(warnings.said()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"})
    void a_column_of_the_other_sink_does_not_keep_out_rows_without_the_attribute(TestDatabase database) {
        JdbcSink one = schema.open(schema.in(database).workspaceColumn());
        JdbcSink two = schema.open(schema.in(database).workspaceColumn());
        one.store(user("w1", 0, "{}"));
        two.store(user("w2", 0, "{}"));
        one.store(user("w1", 1, "{\"n\":1}"));

        WriteResult result = two.store(user("w2", 1, "[]"));
        two.store(user("w2", 2, "{}"));

        assertThat(result.refused()).isEmpty();
        assertThat(two.versions("w2", USERS, List.of(List.of("1")))).containsValue(Optional.of(T1.plusSeconds(2)));
    }
}
