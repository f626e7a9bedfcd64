package io.intercomsync.jdbc.engines.value;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns have the types that the database has for JSON and for times. */
class ColumnTypesTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "H2"}) // MariaDB has text for JSON, and no times with a zone
    void json_is_the_databases_json_and_times_have_a_zone(TestDatabase database) {
        schema.sink(database).write(changes(user("1", T1, "x")));

        assertThat(type(database, "tags")).matches("(?i)jsonb?");
        assertThat(type(database, "updated_at")).matches("(?i)timestamp(tz|\\(6\\) with| with).*|timestamptz");
    }

    private String type(TestDatabase database, String column) {
        return String.valueOf(database.query("SELECT data_type FROM information_schema.columns WHERE table_schema = '"
                        + schema + "' AND table_name = 'users' AND column_name = '" + column + "'")
                .get(0));
    }
}
