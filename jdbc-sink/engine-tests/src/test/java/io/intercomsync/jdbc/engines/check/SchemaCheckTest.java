package io.intercomsync.jdbc.engines.check;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.FivetranViews;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.WarehouseCheck.Finding;
import io.intercomsync.jdbc.WarehouseCheck.Severity;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The check tells whose a schema is, and the sink keeps out of the tables of other services. */
class SchemaCheckTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Stream<Arguments> services() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(
                        Arguments.of(database, "Segment", "\"id\" VARCHAR(512), \"uuid_ts\" TIMESTAMP"),
                        Arguments.of(database, "Segment", "\"id\" VARCHAR(512), \"received_at\" TIMESTAMP"),
                        Arguments.of(database, "Segment", "\"id\" VARCHAR(512), \"__segment_id\" VARCHAR(99)"),
                        Arguments.of(database, "Fivetran", "\"id\" VARCHAR(256), \"_fivetran_synced\" TIMESTAMP"),
                        Arguments.of(database, "Airbyte", "\"id\" VARCHAR(99), \"_airbyte_raw_id\" VARCHAR(99)"),
                        Arguments.of(database, "Airbyte", "\"id\" VARCHAR(99), \"_ab_cdc_updated_at\" VARCHAR(99)")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void tables_of_a_service_are_named_and_never_altered(TestDatabase database, String service, String columns) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("users") + " (" + columns + ")");
        database.execute("CREATE TABLE " + schema.table("tags") + " (" + columns + ")");
        List<String> before = CatalogSnapshot.of(database);
        JdbcSink sink = schema.sink(database);

        WarehouseCheck check = sink.check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.suggestedSchema()).contains(schema + "_sync");
        assertThat(check.findings()).hasSize(1);
        assertThat(check.findings().get(0).what())
                .matches(".* holds tables of " + service
                        + " \\((\\w*users, \\w*tags|\\w*tags, \\w*users)\\)\\. The sink .*");
        assertThat(check.findings().get(0).remedy()).contains('"' + schema.toString() + "_sync\"");
        assertThatThrownBy(() -> sink.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageMatching("(?s).*holds tables of " + service + " \\(\\w*users, \\w*tags\\).*")
                .hasMessageContaining('"' + schema.toString() + "_sync\"");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);

        JdbcSink moved = schema.open(database.sink(check.suggestedSchema().orElseThrow()));
        assertThat(moved.check().findings()).isEmpty();
        moved.write(changes(tag("1", "x")));
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_a_service_makes_in_the_schema_later_is_refused_too(TestDatabase database) {
        schema.sink(database).write(changes(tag("1", "x")));
        schema.afterEach(null);
        database.execute("DROP TABLE " + schema.table("tags"));
        database.execute("CREATE TABLE " + schema.table("tags")
                + " (\"id\" VARCHAR(99) PRIMARY KEY, \"_fivetran_synced\" TIMESTAMP)");
        List<String> before = CatalogSnapshot.of(database);

        assertThatThrownBy(() -> schema.sink(database).write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("tables of Fivetran (" + schema.nameOf(database, "tags") + ")");

        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
        assertThat(schema.sink(database).check().isUsable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_a_service_beside_those_of_the_sink_are_only_told(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("fivetran_audit") + " (\"id\" VARCHAR(99))");
        database.execute("CREATE TABLE " + schema.table("contact") + " (\"_fivetran_synced\" TIMESTAMP)");
        database.execute("CREATE TABLE " + schema.table("_airbyte_raw_users") + " (\"x\" VARCHAR(99))");

        WarehouseCheck check = schema.sink(database).check();

        assertThat(check.isUsable()).isTrue();
        assertThat(check.findings()).hasSize(1);
        assertThat(check.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(check.findings().get(0).what())
                .contains(
                        "Fivetran (",
                        "contact",
                        "fivetran_audit",
                        "Airbyte (" + schema.nameOf(database, "_airbyte_raw_users") + ")");
        schema.sink(database).write(changes(tag("1", "x")));
    }

    @ParameterizedTest
    @EnumSource
    void a_table_of_somebody_else_that_fits_is_told_and_used(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("tags") + " (\"id\" VARCHAR NOT NULL PRIMARY KEY)");
        JdbcSink sink = schema.sink(database);

        WarehouseCheck check = sink.check();

        assertThat(check.isUsable()).isTrue();
        assertThat(check.findings())
                .extracting(Finding::what)
                .containsExactly("The table " + schema.nameOf(database, "tags") + " in the schema " + schema
                        + " was not made by this sink. A run would add columns to it and write to it");
        sink.write(changes(tag("1", "x")));
        assertThat(sink.check().findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_does_not_fit_is_told(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("tags") + " (\"id\" VARCHAR NOT NULL, \"name\" DATE)");
        database.execute("CREATE TABLE " + schema.table("users") + " (\"email\" VARCHAR)");
        List<String> before = CatalogSnapshot.withLocks(database);

        WarehouseCheck check = schema.sink(database).check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings()).extracting(Finding::severity).containsOnly(Severity.ERROR);
        assertThat(check.findings())
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("has a column \"name\" of the type DATE")
                        || what.contains("has a column \"name\" of the type date"))
                .anyMatch(what -> what.contains("is not of this sink: it has no column \"id\""));
        assertThat(CatalogSnapshot.withLocks(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void the_schema_of_the_sink_is_known_with_its_workspace(TestDatabase database) {
        schema.sink(database).write(changes(tag("1", "x")));
        schema.afterEach(null);
        List<String> before = CatalogSnapshot.withLocks(database);

        WarehouseCheck check = schema.sink(database).check();

        assertThat(check.findings()).isEmpty();
        assertThat(check.workspaces()).containsExactly("w1");
        assertThat(check.toTable())
                .containsPattern("schema state +has the tables of this library")
                .containsPattern("workspace +w1");
        assertThat(check.toJson()).contains("\"workspaces\":[\"w1\"]", "\"findings\":[]");
        assertThat(CatalogSnapshot.withLocks(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_schema_of_several_workspaces_is_told_to_a_sink_of_one(TestDatabase database) {
        JdbcSink shared = schema.open(schema.in(database).workspaceColumn());
        shared.write(changes("w1", List.of(), tag("1", "x")));
        shared.write(changes("w2", List.of(), tag("1", "x")));
        assertThat(shared.check().workspaces()).containsExactly("w1", "w2");
        assertThat(shared.check().isUsable()).isTrue();
        shared.close();

        WarehouseCheck check = schema.sink(database).check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings())
                .extracting(Finding::what)
                .contains("The schema " + schema + " is shared by several workspaces: w1, w2");
    }

    @Test
    void a_writer_of_another_program_is_told_and_not_disturbed() {
        JdbcSink first = schema.sink(TestDatabase.POSTGRESQL);
        first.write(changes(tag("1", "x")));
        JdbcSink second = schema.sink(TestDatabase.POSTGRESQL);
        List<String> before = CatalogSnapshot.withLocks(TestDatabase.POSTGRESQL);

        WarehouseCheck check = second.check();

        assertThat(check.isUsable()).isTrue();
        assertThat(check.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(check.findings().get(0).what())
                .contains("Another run has the place of the writer of the schema " + schema, "process ");
        assertThat(check.toTable()).containsPattern("writer's place +held");
        assertThat(first.check().toTable()).containsPattern("writer's place +held by this sink");
        assertThat(first.check().findings()).isEmpty();
        assertThat(CatalogSnapshot.withLocks(TestDatabase.POSTGRESQL)).isEqualTo(before);
        first.write(changes(tag("2", "y")));
        first.close();
        assertThat(second.check().findings()).isEmpty();
        second.write(changes(tag("3", "z")));
    }

    @Test
    void a_name_that_the_database_reserves_or_cannot_hold_is_told() {
        for (String name : List.of("pg_intercom", "Information_Schema", "x".repeat(64))) {
            JdbcSink sink = schema.open(TestDatabase.POSTGRESQL.sink(name));

            WarehouseCheck check = sink.check();

            assertThat(check.isUsable()).isFalse();
            assertThat(check.suggestedSchema()).isPresent().get().asString().startsWith("intercom");
            assertThat(check.findings())
                    .extracting(Finding::what)
                    .first()
                    .asString()
                    .matches(
                            "PostgreSQL keeps the schema name .* for itself|The schema name x+ is longer than the 63 bytes .*");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE) // SQLite has no schemas; its tables take names
    void a_suggested_name_is_free(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE SCHEMA \"" + schema + "_sync\"");
        database.execute("CREATE TABLE " + schema.table("tags") + " (\"_ab_id\" VARCHAR(99))");

        assertThat(schema.sink(database).check().suggestedSchema()).contains(schema + "_sync_2");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"}) // DuckDB and MariaDB cannot rename a schema
    void a_renamed_schema_keeps_what_is_stored_and_a_new_name_starts_anew(TestDatabase database) {
        schema.sink(database).write(changes(tag("1", "x")));
        schema.afterEach(null);
        database.execute("ALTER SCHEMA \"" + schema + "\" RENAME TO \"" + schema + "_moved\"");

        JdbcSink moved = schema.open(database.sink(schema + "_moved"));

        assertThat(moved.check().workspaces()).containsExactly("w1");
        assertThat(moved.checkpoint("w1", "feed")).isPresent();
        moved.write(changes(tag("2", "y")));
        assertThat(moved.liveRows("w1", IntercomCollection.TAGS)).isEqualTo(2);
        assertThat(schema.sink(database).check().workspaces()).isEmpty();
        assertThat(schema.sink(database).checkpoint("w1", "feed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB"})
    void views_in_the_form_of_fivetrans_are_not_called_fivetrans(TestDatabase database) {
        JdbcSink warehouse = schema.sink(database);
        warehouse.write(changes(tag("1", "x")));
        String schemaOfViews = schema + "_views";
        FivetranViews.of(warehouse, schemaOfViews).make();
        schema.afterEach(null);

        JdbcSink there = schema.open(database.sink(schemaOfViews));
        WarehouseCheck ours = there.check();
        database.execute("CREATE TABLE \"" + schemaOfViews + "\".\"company\" (\"_fivetran_synced\" TIMESTAMP)");
        WarehouseCheck withTheirs = there.check();

        assertThat(ours.findings()).isEmpty();
        assertThat(ours.toTable()).contains("free: it exists");
        assertThat(withTheirs.findings()).hasSize(1);
        assertThat(withTheirs.findings().get(0).what()).contains("holds tables of Fivetran (company)");
    }
}
