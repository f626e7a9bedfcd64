package io.intercomsync.jdbc.engines.generated;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dialect of MySQL and its staging loader, on MariaDB. */
class MySqlDialectTest extends GeneratedDialectTests {
    MySqlDialectTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    JdbcSink.Builder sink() {
        return MySqlOnMariaDb.sink(schema);
    }

    @Test
    void the_views_show_lists_and_people() {
        Row tagged = row(
                USERS,
                Map.of(
                        "id",
                        "1",
                        "updated_at",
                        T2,
                        "tags",
                        "[{\"id\":\"7\",\"name\":\"new\"},{\"id\":8,\"name\":null}]"));
        run(changes(tagged, row(IntercomCollection.CONTACTS, Map.of("id", "2", "updated_at", T1))));

        assertThat(query("SELECT CONCAT_WS(' ', \"user_id\", \"tag_id\", \"tag_name\") FROM {}.\"user_tags\""
                        + " ORDER BY 1"))
                .containsExactly("1 7 new", "1 8");
        assertThat(query("SELECT CONCAT(\"id\", ' ', \"role\") FROM {}.\"people\" ORDER BY 1"))
                .containsExactly("1 user", "2 lead");
    }

    @Test
    void a_second_writer_waits_outside() {
        try (JdbcSink first = sink().build();
                JdbcSink second = sink().writerWait(Duration.ZERO).build()) {
            first.store(changes(tag("1", "one")));

            assertThatThrownBy(() -> second.store(changes(tag("2", "two"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Another run has the place of the writer")
                    .hasMessageContaining("session ");
        }
    }
}
