package io.intercomsync.jdbc.engines.check;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.WarehouseCheck.Finding;
import io.intercomsync.jdbc.WarehouseCheck.Severity;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check names each missing right by the statement that gives it. */
class RightsCheckTest {
    private static final TestDatabase POSTGRESQL = TestDatabase.POSTGRESQL;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final String role = "role_" + schema;

    @BeforeEach
    void createRole() {
        POSTGRESQL.execute("CREATE ROLE " + role + " LOGIN");
    }

    @AfterEach
    void dropRole() {
        POSTGRESQL.execute("DROP OWNED BY " + role + " CASCADE");
    }

    private JdbcSink sink() {
        return schema.open(JdbcSink.builder(url()).schema(schema.toString()));
    }

    private String url() {
        return POSTGRESQL.url().replace("user=postgres", "user=" + role);
    }

    /** Checks, gives what the findings name, and checks again. */
    private List<String> mended(TestDatabase database, JdbcSink sink) {
        List<String> before = CatalogSnapshot.withLocks(database);
        WarehouseCheck check = sink.check();
        assertThat(CatalogSnapshot.withLocks(database)).isEqualTo(before);
        List<String> statements = check.findings().stream().map(Finding::remedy).toList();

        statements.forEach(database::execute);

        assertThat(sink.check().findings()).isEmpty();
        sink.write(changes(tag("1", "x")));
        sink.write(changes(tag("2", "y")));
        assertThat(sink.check().findings()).isEmpty();
        return statements;
    }

    @Test
    void a_schema_that_is_missing_needs_create_on_the_database() {
        assertThat(mended(POSTGRESQL, sink()))
                .containsExactly("GRANT CREATE ON DATABASE \"postgres\" TO \"" + role + '"');
    }

    @Test
    void temporary_tables_need_temporary_on_the_database() {
        POSTGRESQL.execute("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC");
        try {
            assertThat(mended(POSTGRESQL, sink()))
                    .containsExactly(
                            "GRANT TEMPORARY ON DATABASE \"postgres\" TO \"" + role + '"',
                            "GRANT CREATE ON DATABASE \"postgres\" TO \"" + role + '"');
        } finally {
            POSTGRESQL.execute("GRANT TEMPORARY ON DATABASE postgres TO PUBLIC");
        }
    }

    @Test
    void a_schema_of_somebody_else_needs_usage_and_create() {
        schema.create(POSTGRESQL);

        assertThat(mended(POSTGRESQL, sink()))
                .containsExactly(
                        "GRANT USAGE ON SCHEMA \"" + schema + "\" TO \"" + role + '"',
                        "GRANT CREATE ON SCHEMA \"" + schema + "\" TO \"" + role + '"');
    }

    @Test
    void a_schema_with_all_tables_is_usable_without_create() {
        JdbcSink owner = schema.sink(POSTGRESQL);
        for (IntercomCollection collection : IntercomCollection.values()) {
            owner.write(changes(row(collection, Map.of("id", "1", "person_id", "1", "conversation_id", "1"))));
        }
        closeAll();
        POSTGRESQL.execute("GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + role);
        POSTGRESQL.execute("GRANT ALL ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + role);

        WarehouseCheck check = sink().check();

        assertThat(check.isUsable()).as(check.toTable()).isTrue();
        assertThat(check.findings())
                .extracting(Finding::remedy)
                .contains("GRANT CREATE ON SCHEMA \"" + schema + "\" TO \"" + role + '"');
        sink().write(changes(tag("2", "y")));
    }

    @Test
    void tables_of_another_owner_need_rights_and_a_change_of_owner() {
        schema.sink(POSTGRESQL).write(changes(tag("1", "x")));
        schema.sink(POSTGRESQL).close();
        closeAll();
        POSTGRESQL.execute("GRANT USAGE, CREATE ON SCHEMA \"" + schema + "\" TO " + role);
        POSTGRESQL.execute("GRANT SELECT ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + role);

        WarehouseCheck check = sink().check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings())
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::remedy)
                .containsExactly("ALTER TABLE " + schema.table("tags") + " OWNER TO \"" + role + '"');
        assertThat(check.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::remedy)
                .contains("GRANT INSERT, UPDATE, DELETE ON TABLE " + schema.table("tags") + " TO \"" + role + '"')
                .hasSize(3);
        check.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(finding -> POSTGRESQL.execute(finding.remedy()));
        assertThat(sink().check().isUsable()).isTrue();
        mended(POSTGRESQL, sink());
    }

    @Test
    void a_column_that_is_missing_needs_the_owner_at_once() {
        schema.sink(POSTGRESQL).write(changes(tag("1", "x")));
        closeAll();
        POSTGRESQL.execute("ALTER TABLE " + schema.table("tags") + " DROP COLUMN name");
        POSTGRESQL.execute("GRANT USAGE, CREATE ON SCHEMA \"" + schema + "\" TO " + role);
        POSTGRESQL.execute("GRANT ALL ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + role);

        assertThat(sink().check().findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::remedy)
                .containsExactly("ALTER TABLE " + schema.table("tags") + " OWNER TO \"" + role + '"');
        mended(POSTGRESQL, sink());
    }

    private void closeAll() {
        schema.afterEach(null);
    }

    @Test
    void names_with_quotes_are_quoted() {
        POSTGRESQL.execute("CREATE SCHEMA \"" + schema + " \"\"x\"\"\"");

        JdbcSink sink = schema.open(JdbcSink.builder(url()).schema(schema + " \"x\""));

        assertThat(mended(POSTGRESQL, sink))
                .first()
                .isEqualTo("GRANT USAGE ON SCHEMA \"" + schema + " \"\"x\"\"\" TO \"" + role + '"');
    }

    @Test
    void a_user_of_h2_needs_to_alter_schemas() {
        TestDatabase.H2.execute("CREATE USER LOADER PASSWORD 'word'");
        String ofAnyUser = TestDatabase.H2.url().replaceFirst(";.*", ""); // only an administrator may choose settings
        JdbcSink sink = schema.open(JdbcSink.builder(ofAnyUser)
                .schema(schema.toString())
                .user("LOADER")
                .password("word"));

        assertThat(mended(TestDatabase.H2, sink)).containsExactly("GRANT ALTER ANY SCHEMA TO \"LOADER\"");
    }
}
