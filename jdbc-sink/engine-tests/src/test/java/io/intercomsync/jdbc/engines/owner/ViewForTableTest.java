package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An owner who has put a view in the place of a table, over a table of his own. */
class ViewForTableTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @Test
    void new_rows_go_through_the_view_although_postgresql_copies_into_tables_alone() {
        TestDatabase database = TestDatabase.POSTGRESQL;
        JdbcSink sink = schema.sink(database);
        sink.store(changes(tag("1", "a")));
        sink.close();
        database.execute("ALTER TABLE " + schema.table("tags") + " RENAME TO real_tags");
        database.execute("CREATE VIEW " + schema.table("tags") + " AS SELECT * FROM " + schema.table("real_tags"));

        sink.store(changes(tag("1", "b"), tag("2", "c")));
        sink.store(changes(tag("3", "d")));

        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(3);
        assertThat(database.query("SELECT name FROM " + schema.table("real_tags") + " ORDER BY id"))
                .containsExactly("b", "c", "d");
    }
}
