package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K93: many refused rows, side by side or among the others, do not pass for a collection of which every row is refused. */
class NeighbouringRefusalsTest {
    private static final int COUNT = 100;

    @RegisterExtension
    final OwnersTables tables = new OwnersTables();

    /** Makes tags of which these are refused: the first ones, and each one after a number of others. */
    private static Row[] tags(int first, int each) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> tag(
                        String.format(Locale.ROOT, "%03d", i), i < first || i % each == each - 1 ? "refused" : "taken"))
                .toArray(Row[]::new);
    }

    private static List<String> ids(Row[] tags, String name) {
        return Stream.of(tags)
                .filter(tag -> name.equals(tag.value("name")))
                .map(tag -> tag.key().get(0))
                .toList();
    }

    /** Adds a trigger that fails like a wrong statement of the sink. */
    private void addTrigger(TestDatabase database, String event, String row) {
        String isRefused = row + ".name = 'refused'";
        tables.execute(
                database,
                "CREATE TRIGGER $\"owners\" BEFORE " + event + " ON $\"tags\" FOR EACH ROW "
                        + (database == TestDatabase.SQLITE
                                ? "WHEN " + isRefused + " BEGIN SELECT json('{secret'); END"
                                : "IF " + isRefused + " THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1001; END IF"));
    }

    private List<String> told() {
        return tables.result().refused().stream()
                .map(row -> row.key().get(0))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, 20, 100", "SQLITE, 20, 10", "SQLITE, 0, 2", "SQLITE, 90, 100", "MARIADB, 20, 10"})
    void rows_beside_many_refused_ones_are_stored(TestDatabase database, int first, int each) {
        Row[] tags = tags(first, each);
        tables.open(database, OnDelete.MARK, tag("x", "x"));
        addTrigger(database, "INSERT", "NEW");

        tables.store(changes(tags));

        assertThat(told()).isEqualTo(ids(tags, "refused"));
        assertThat(tables.live(database, TAGS))
                .startsWith(ids(tags, "taken").toArray(String[]::new))
                .endsWith("x");
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, 20, 100", "SQLITE, 20, 10", "SQLITE, 0, 2", "SQLITE, 90, 100", "MARIADB, 20, 10"})
    void rows_beside_many_that_cannot_be_removed_are_removed(TestDatabase database, int first, int each) {
        Row[] tags = tags(first, each);
        tables.open(database, OnDelete.REMOVE, tags);
        addTrigger(database, "DELETE", "OLD");

        List<Removal> removals = Stream.of(tags)
                .map(tag -> gone(TAGS, tag.key().get(0), Reason.DELETED))
                .toList();
        tables.store(changes("w1", removals));

        assertThat(told()).isEqualTo(ids(tags, "refused"));
        assertThat(tables.live(database, TAGS)).isEqualTo(ids(tags, "refused"));
    }
}
