package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K118: the reason for a refused row names what the owner added to the table, also where the database does not tell. K97: without its text. */
class OwnersReasonsTest {
    private static final String TRIGGER = "the trigger \"owners\"";

    private static final Row[] TWENTY = tags("t", 20);

    @RegisterExtension
    final OwnersTables tables = new OwnersTables();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE | CREATE INDEX \"owners\" ON $\"tags\" (json(\"name\")) | the index \"owners\"",
                "SQLITE | ALTER TABLE $\"tags\" ADD COLUMN \"owners\" TEXT AS (json(\"name\")) CHECK (\"owners\" <> '')"
                        + " | the generated column \"owners\"",
                "SQLITE | CREATE TRIGGER \"owners\" BEFORE INSERT ON $\"tags\" BEGIN SELECT json(NEW.name); END | "
                        + TRIGGER,
                "SQLITE | CREATE TRIGGER \"owners\" BEFORE INSERT ON $\"tags\" WHEN NEW.name = 'secret'"
                        + " BEGIN SELECT RAISE(ROLLBACK, 'secret'); END | " + TRIGGER,
                "SQLITE | CREATE TRIGGER \"owners\" BEFORE INSERT ON $\"tags\" WHEN NEW.name = 'secret'"
                        + " BEGIN SELECT RAISE(FAIL, 'secret'); END | " + TRIGGER,
                "SQLITE | CREATE TRIGGER \"owners\" BEFORE INSERT ON $\"tags\" WHEN NEW.name = 'secret'"
                        + " BEGIN INSERT INTO $\"tags\" (id) VALUES ('0'); END | " + TRIGGER,
                "MARIADB | ALTER TABLE $\"tags\" ADD CONSTRAINT \"owners\" CHECK (\"name\" <> 'secret')"
                        + " | the constraint \"owners\"",
                "MARIADB | ALTER TABLE $\"tags\" ADD COLUMN \"owners\" INT AS (CAST(\"name\" AS INT)) STORED"
                        + " | the generated column \"owners\"",
                "MARIADB | CREATE TRIGGER $\"owners\" BEFORE INSERT ON $\"tags\" FOR EACH ROW"
                        + " SET NEW.deleted_at = CASE WHEN NEW.name = 'secret' THEN NEW.name END | " + TRIGGER,
                "MARIADB | CREATE TRIGGER $\"owners\" BEFORE INSERT ON $\"tags\" FOR EACH ROW IF NEW.name = 'secret'"
                        + " THEN INSERT INTO mysql.plugin VALUES (repeat(NEW.name, 99), ''); END IF | " + TRIGGER,
                "MARIADB | CREATE TRIGGER $\"owners\" BEFORE INSERT ON $\"tags\" FOR EACH ROW IF NEW.name = 'secret'"
                        + " THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1001, MESSAGE_TEXT = 'secret'; END IF"
                        + " | a trigger or a function fails (SQLState 45000), which is the trigger \"owners\"",
                "MARIADB | ALTER TABLE $\"tags\" PARTITION BY LIST COLUMNS (\"id\") (PARTITION p VALUES IN ('0', '1', '3'))"
                        + " | no partition",
                "H2 | ALTER TABLE $\"tags\" ADD COLUMN \"owners\" INTEGER GENERATED ALWAYS AS (CAST(\"name\" AS INTEGER))"
                        + " | the generated column \"owners\"",
                "POSTGRESQL | ALTER TABLE $tags RENAME TO real; CREATE VIEW $tags AS SELECT * FROM $real"
                        + " WHERE name <> 'secret' WITH CHECK OPTION | the view \"tags\"",
                "POSTGRESQL | ALTER TABLE $tags ADD COLUMN owners integer GENERATED ALWAYS AS (CAST(name AS integer)) STORED"
                        + " | the generated column \"owners\"",
                "POSTGRESQL | ALTER TABLE $tags ADD CONSTRAINT owners EXCLUDE"
                        + " ((CASE name WHEN 'secret' THEN '1' ELSE name END) WITH =) | the constraint \"owners\"",
            })
    void the_reason_names_the_object_and_the_remedy(TestDatabase database, String sql, String told) {
        tables.open(database, OnDelete.MARK, tag("0", "0"));
        tables.execute(database, sql);

        tables.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        tables.assertRefused("2", TAGS, told);
        assertThat(tables.result().refused().get(0).reason()).containsAnyOf("or drop it", "add one");
        assertThat(tables.live(database, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_trigger_of_mariadb_whose_table_is_gone_is_told_at_once() {
        tables.open(TestDatabase.MARIADB, OnDelete.MARK, tag("0", "0"));
        tables.execute(
                TestDatabase.MARIADB,
                "CREATE TRIGGER $\"owners\" BEFORE INSERT ON $\"tags\" FOR EACH ROW INSERT INTO nowhere.nothing VALUES (NEW.name)");

        assertThatThrownBy(() -> tables.sink().write(changes(tag("1", "secret"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No row of tags can be stored")
                .hasMessageContaining(TRIGGER)
                .satisfies(ConstraintTest::assertWithoutData);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MARIADB | SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1001, MESSAGE_TEXT = 'secret ada@example.org'",
                "MARIADB | SIGNAL SQLSTATE '42000' SET MYSQL_ERRNO = 1305, MESSAGE_TEXT = 'secret ada@example.org'",
                "SQLITE | BEGIN SELECT json_extract('{}', NEW.name); END",
            })
    void a_trigger_that_refuses_every_row_is_named_without_its_words(TestDatabase database, String body) {
        tables.open(database, OnDelete.MARK, TWENTY);
        tables.execute(database, "CREATE TRIGGER $\"on_insert\" BEFORE INSERT ON $\"tags\" FOR EACH ROW " + body);
        tables.execute(database, "CREATE TRIGGER $\"on_update\" BEFORE UPDATE ON $\"tags\" FOR EACH ROW " + body);

        assertThatThrownBy(() -> tables.sink().write(changes(tags("new", 20))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No row of tags can be stored")
                .hasMessageContaining("on_insert\"")
                .satisfies(ConstraintTest::assertWithoutData);
        assertThatThrownBy(() -> tables.sink().write(changes("w1", removals())))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No row of tags can be removed or marked")
                .hasMessageContaining("on_update\"")
                .satisfies(ConstraintTest::assertWithoutData);
        assertThat(tables.live(database, TAGS)).hasSize(20);
    }

    private static Row[] tags(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tag(String.format(Locale.ROOT, "%s%03d", prefix, i), "secret"))
                .toArray(Row[]::new);
    }

    private static List<Removal> removals() {
        return Stream.of(TWENTY)
                .map(row -> gone(TAGS, row.key().get(0), Reason.DELETED))
                .toList();
    }
}
