package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A new table gets the owner's text on how to store its rows. */
class TableOptionsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @Test
    void a_table_is_created_with_the_owners_options_and_others_without() {
        JdbcSink sink = schema.open(schema.in(TestDatabase.POSTGRESQL).tableOptions(TAGS, "WITH (fillfactor = 90)"));

        sink.write(changes(tag("1", "x"), user("1", T1, "Ada")));

        assertThat(TestDatabase.POSTGRESQL.query("SELECT relname || ' ' || CAST(reloptions AS text) FROM pg_class"
                        + " WHERE relnamespace = '" + schema + "'::regnamespace AND reloptions IS NOT NULL"))
                .isEqualTo(List.of("tags {fillfactor=90}"));
    }

    @Test
    void options_of_mariadb_follow_the_columns_too() {
        JdbcSink sink = schema.open(schema.in(TestDatabase.MARIADB).tableOptions(TAGS, "ROW_FORMAT=COMPRESSED"));

        sink.write(changes(tag("1", "x"), user("1", T1, "Ada")));

        assertThat(TestDatabase.MARIADB.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '"
                        + schema + "' AND ROW_FORMAT = 'Compressed'"))
                .isEqualTo(List.of("tags"));
    }
}
