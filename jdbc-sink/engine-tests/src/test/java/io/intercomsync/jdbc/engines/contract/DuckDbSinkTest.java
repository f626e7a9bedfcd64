package io.intercomsync.jdbc.engines.contract;

import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.sink.Removal.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSinkTest extends JdbcSinkContract {
    DuckDbSinkTest() {
        super(TestDatabase.DUCKDB.url(), Dialects.DUCKDB);
    }

    /** The name of the file without its ending is that of the database, and DuckDB has two more of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"intercom", "main", "temp", "system"})
    void a_schema_may_be_called_like_a_database(String schema, @TempDir Path folder) {
        String url = "jdbc:duckdb:" + folder.resolve("intercom.duckdb");
        for (int run = 0; run < 2; run++) {
            try (JdbcSink sink = JdbcSink.builder(url).schema(schema).build()) {
                sink.write(changes(user("1", run == 0 ? T1 : T2, "name " + run), tag("1", "a"), tag("2", "b")));
                sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED))));

                assertThat(sink.liveRows("w1", USERS)).isEqualTo(1);
                assertThat(sink.liveRows("w1", SEGMENTS)).isZero();
            }

            StoredTables stored = new StoredTables(url, schema);
            assertThat(stored.live(USERS)).extracting(row -> row.value("name")).containsExactly("name " + run);
            assertThat(stored.live(TAGS)).extracting(row -> row.value("id")).containsExactly("2");
        }
    }
}
