package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.SinkTime;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.sink.Changes;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is really full. */
class FullDiskTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @TempDir
    Path folder;

    private final TestTime time = new TestTime();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "H2"})
    void a_full_disk_is_told_and_the_unit_is_stored_once_there_is_room(TestDatabase database) throws Exception {
        try (MountedDisk disk = MountedDisk.mount(folder, 8)) {
            String url = url(database, disk.folder());
            JdbcSink sink = schema.open(SinkTime.of(JdbcSink.builder(url).schema(schema.toString()), time));
            sink.write(changesUpTo("1", tag("1", "x")));
            assertThat(OwnSchema.state(sink)).isEqualTo("1"); // so there is a connection to read by, too
            Changes large = changesUpTo("2", largeTags());

            assertThatThrownBy(() -> sink.store(large))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("disk");

            assertThat(time.pauses()).isEmpty();
            disk.grow(200);
            assertThat(OwnSchema.state(sink)).isEqualTo("1");
            assertThat(sink.store(large).refused()).isEmpty();
            assertThat(OwnSchema.state(sink)).isEqualTo("2");
            sink.close();
            assertThat(new StoredTables(url, schema.toString()).live(TAGS)).hasSize(801);
            forget(database);
        }
    }

    /** Runs with {@code -Dfaults.full} alone, since it starts a server of its own. */
    @Test
    void a_full_tablespace_of_a_server_is_told() throws Exception {
        assumeTrue(Boolean.getBoolean("faults.full"), "It starts a server of its own: -Dfaults.full=true");
        try (ServerProcess server = ServerProcess.start(
                TestDatabase.MARIADB,
                folder,
                "innodb_file_per_table=0",
                "innodb_data_file_path=ibdata1:12M:autoextend:max:20M")) {
            JdbcSink sink =
                    schema.open(SinkTime.of(JdbcSink.builder(server.url()).schema(schema.toString()), time));
            sink.write(changesUpTo("1", tag("1", "x")));

            assertThatThrownBy(() -> sink.store(changesUpTo("2", largeTags())))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("no room left on its disk");

            assertThat(time.pauses()).isEmpty();
            assertThat(OwnSchema.state(sink)).isEqualTo("1");
            assertThat(new StoredTables(server.url(), schema.toString()).live(TAGS))
                    .hasSize(1);
        }
    }

    private String url(TestDatabase database, Path disk) {
        return switch (database) {
            case POSTGRESQL -> {
                database.execute("CREATE TABLESPACE small_" + schema + " LOCATION '" + disk + "'");
                yield database.url() + "&options=-c%20default_tablespace%3Dsmall_" + schema;
            }
            case H2 -> "jdbc:h2:" + disk.resolve("test") + ";WRITE_DELAY=0";
            default -> "jdbc:duckdb:" + disk.resolve("test.duckdb");
        };
    }

    private void forget(TestDatabase database) {
        if (database == TestDatabase.POSTGRESQL) {
            database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
            database.execute("DROP TABLESPACE small_" + schema);
        }
    }

    /** Makes 16 MB of text that no database can compress. */
    private static Row[] largeTags() {
        Random random = new Random(1);
        Row[] rows = new Row[800];
        for (int i = 0; i < rows.length; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20_000, 33, 127).forEach(letter -> text.append((char) letter));
            rows[i] = tag("t" + i, text.toString());
        }
        return rows;
    }
}
