package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.SchemaSnapshot;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.Changes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements that the sink gives to owners make the same schema as a first run. */
class SchemaScriptTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    static Changes everyCollection() {
        return changes(Stream.of(IntercomCollection.values())
                .map(collection -> row(collection, Map.of("id", "1", "person_id", "1", "conversation_id", "1")))
                .toArray(Row[]::new));
    }

    private void assertSameSchema(TestDatabase database, JdbcSink.Builder options) {
        JdbcSink sink = schema.open(options);
        SchemaSnapshot snapshot = new SchemaSnapshot(database, schema.toString());

        database.run(sink.ddl());
        List<String> byScript = snapshot.lines();
        JdbcSink fixed = schema.open(options.neverAlter());
        assertThat(fixed.check().findings()).isEmpty();
        fixed.store(everyCollection());
        fixed.close();
        assertThat(snapshot.lines()).isEqualTo(byScript);
        database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
        sink.store(everyCollection());
        sink.close();

        assertThat(snapshot.lines()).containsExactlyInAnyOrderElementsOf(byScript);
        assertThat(byScript).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void the_statements_make_what_a_first_run_makes(TestDatabase database) {
        assertSameSchema(database, schema.in(database));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void the_statements_follow_the_options_of_the_sink(TestDatabase database) {
        assertSameSchema(
                database,
                schema.in(database)
                        .workspaceColumn()
                        .customAttributes(CustomAttributes.JSON_ONLY)
                        .views(false));
    }

    @ParameterizedTest
    @EnumSource
    void K129_the_statements_run_on_every_database_and_a_sink_that_alters_nothing_stores_rows(TestDatabase database) {
        JdbcSink.Builder options = schema.in(database).history(IntercomCollection.TAGS);
        database.run(schema.open(options).ddl());

        JdbcSink fixed = schema.open(options.neverAlter());
        assertThat(fixed.check().findings()).isEmpty();
        fixed.store(everyCollection());
        fixed.close();

        assertThat(IntercomCollection.values())
                .allSatisfy(collection ->
                        assertThat(schema.live(database, collection)).hasSize(1));
    }

    @Test
    void a_schema_may_have_the_name_of_its_database() {
        JdbcSink sink =
                JdbcSink.builder("jdbc:duckdb:" + "target/intercom.duckdb").build();

        assertThat(sink.ddl()).first().isEqualTo("CREATE SCHEMA \"intercom\".\"intercom\"");
    }

    /** Stores parts by their conversations. */
    private static final class Clustered implements Dialect {
        @Override
        public String name() {
            return "Clustered";
        }

        @Override
        public String type(ColumnType type) {
            return type.name();
        }

        @Override
        public String tableOptions(String table, List<String> keyColumns) {
            return table.equals("conversation_parts")
                    ? "CLUSTER BY (" + quoted("conversation_id") + ", " + String.join(", ", keyColumns) + ")"
                    : "";
        }
    }

    @Test
    void a_dialect_says_how_rows_are_stored_and_the_owner_says_it_otherwise() {
        JdbcSink.Builder builder =
                JdbcSink.builder("jdbc:nothing:").dialect(new Clustered()).workspaceColumn();

        List<String> usual = builder.build().ddl();
        List<String> other = builder.tableOptions(CONVERSATION_PARTS, "")
                .tableOptions(TAGS, "ENCODED")
                .build()
                .ddl();

        assertThat(usual)
                .filteredOn(sql -> sql.contains("CLUSTER BY"))
                .singleElement()
                .asString()
                .startsWith("CREATE TABLE \"intercom\".\"conversation_parts\" (")
                .endsWith(") CLUSTER BY (\"conversation_id\", \"workspace_id\", \"id\")");
        assertThat(other)
                .noneMatch(sql -> sql.contains("CLUSTER BY"))
                .filteredOn(sql -> sql.endsWith(") ENCODED"))
                .singleElement()
                .asString()
                .startsWith("CREATE TABLE \"intercom\".\"tags\" (");
    }

    @Test
    void without_a_connection_the_dialect_must_be_named() {
        JdbcSink.Builder builder = JdbcSink.builder(new WrappedSource(TestDatabase.H2, (connection, method) -> {}));

        assertThatThrownBy(() -> builder.build().ddl())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dialect(...)");
        assertThat(builder.dialect(Dialects.POSTGRESQL).build().ddl()).first().isEqualTo("CREATE SCHEMA \"intercom\"");
    }
}
