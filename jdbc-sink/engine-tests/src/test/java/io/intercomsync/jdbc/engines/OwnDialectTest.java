package io.intercomsync.jdbc.engines;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.Units.T1;
import static io.intercomsync.jdbc.engines.Units.T2;
import static io.intercomsync.jdbc.engines.Units.changes;
import static io.intercomsync.jdbc.engines.Units.conversation;
import static io.intercomsync.jdbc.engines.Units.part;
import static io.intercomsync.jdbc.engines.Units.tag;
import static io.intercomsync.jdbc.engines.Units.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.Dialect;
import io.intercomsync.jdbc.JdbcSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the sink does by a dialect that is not its own; the database of the tests is H2. */
class OwnDialectTest {
    private static final Database DATABASE = Database.H2;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Texts of any length can be no keys, as in many databases. */
    private static class Own implements Dialect {
        @Override
        public String name() {
            return "H2";
        }

        @Override
        public String type(ColumnType type) {
            return switch (type) {
                case TEXT, JSON -> "CHARACTER LARGE OBJECT(10M)";
                default -> Dialect.H2.type(type);
            };
        }

        @Override
        public String keyType() {
            return "CHARACTER VARYING(255)";
        }

        @Override
        public String byteOrder(String quotedColumn) {
            return Dialect.H2.byteOrder(quotedColumn);
        }
    }

    /** The database calls its texts by another name than the dialect. */
    private static final class OtherNames extends Own {
        private final String text;
        private final String key;

        OtherNames(String text, String key) {
            this.text = text;
            this.key = key;
        }

        @Override
        public String type(ColumnType type) {
            return type == ColumnType.TEXT ? text : super.type(type);
        }

        @Override
        public String keyType() {
            return key;
        }
    }

    private JdbcSink sink(Dialect dialect) {
        return schema.open(schema.in(DATABASE).dialect(dialect));
    }

    @Test
    void keys_may_have_another_type_than_other_texts() {
        JdbcSink sink = sink(new Own());
        sink.write(changes(user("1", T1, "old"), user("2", T1, "x"), conversation("c", T1), part("p", "c")));
        sink.close();

        sink.write(changes(user("1", T2, "new"), user("3", T1, "y"), conversation("c", T2), part("q", "c")));

        assertThat(schema.rows(DATABASE, USERS))
                .extracting(row -> row.value("name"))
                .containsExactlyInAnyOrder("new", "x", "y");
        assertThat(schema.live(DATABASE, CONVERSATION_PARTS)).contains("q");
        try (var keys = sink.liveKeys("w1", USERS)) {
            assertThat(keys.map(key -> key.get(0))).containsExactly("1", "2", "3");
        }
    }

    @Test
    void so_may_the_workspace_that_is_part_of_them() {
        JdbcSink sink = schema.open(schema.in(DATABASE).dialect(new Own()).workspaceColumn());
        sink.write(changes(tag("1", "old")));
        sink.close();

        sink.write(changes(tag("1", "new"), tag("2", "x")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    @Test
    void a_type_that_the_database_calls_otherwise_is_one_for_the_dialect_to_accept() {
        JdbcSink text = sink(new OtherNames("VARCHAR", "VARCHAR(255)"));
        assertThatThrownBy(() -> text.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("has a column \"id\" of the type CHARACTER VARYING")
                .hasMessageContaining("must be VARCHAR(255)")
                .hasMessageContaining("let Dialect.accepts of the dialect accept CHARACTER VARYING");

        JdbcSink json = sink(new OtherNames("CLOB", "CHARACTER VARYING(255)"));
        assertThatThrownBy(() -> json.write(changes(user("1", T1, "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("of the type CHARACTER LARGE OBJECT")
                .hasMessageContaining("let Dialect.accepts of the dialect accept CHARACTER LARGE OBJECT");
    }

    @Test
    void a_table_that_the_sink_has_not_made_is_no_matter_of_the_dialect() {
        schema.create(DATABASE);
        DATABASE.execute("CREATE TABLE " + schema.table(TAGS)
                + " (\"id\" CHARACTER VARYING NOT NULL PRIMARY KEY, \"name\" DATE)");

        assertThatThrownBy(() -> sink(new Own()).write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Rename the column")
                .hasMessageNotContaining("accept");
    }
}
