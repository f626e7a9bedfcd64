package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.owner.OwnersTriggerSql.Effect;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * K115, K116: a trigger acts on the row {@code bad} of a table or of its history, by one of the ways that the database has, while the sink does
 * one kind of work. No other row is kept out, and the reason names table and trigger. Without the trigger, the row arrives.
 */
class OwnersEffectsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** The ordinary build tries some cells on PostgreSQL and MariaDB; {@code -Downers.cells=all} tries each. */
    private static final boolean ARE_ALL =
            System.getProperty("owners.cells", "").equals("all");

    private static final List<TestDatabase> WITH_TRIGGERS =
            List.of(TestDatabase.POSTGRESQL, TestDatabase.H2, TestDatabase.MARIADB, TestDatabase.SQLITE);

    /** Work of the sink. */
    private enum Work {
        INSERT(true, "INSERT", "INSERT"),
        UPDATE(true, "UPDATE", "UPDATE"),
        UPDATE_TO_NEW_VERSION(true, "", "INSERT"),
        MARK(true, "UPDATE", "UPDATE"),
        REMOVE(true, "DELETE", "UPDATE"),
        FILL_COLUMN(false, "UPDATE", "UPDATE"),
        WIDEN_COLUMN(false, "UPDATE", "UPDATE"),
        CATCH_UP(false, "", "INSERT"),
        CATCH_UP_ENDS(false, "", "UPDATE");

        final boolean isOfUnit;
        final String event;
        final String eventOfHistory;

        /** @param event what happens to the table; empty for nothing */
        Work(boolean isOfUnit, String event, String eventOfHistory) {
            this.isOfUnit = isOfUnit;
            this.event = event;
            this.eventOfHistory = eventOfHistory;
        }
    }

    private record Cell(TestDatabase database, String table, Effect effect, Work work) {
        String event() {
            return isOfHistory() ? work.eventOfHistory : work.event;
        }

        boolean isOfHistory() {
            return table.equals("users_history");
        }

        /** Returns whether the effect does any harm. */
        boolean isPossible() {
            boolean isHashKept = effect != Effect.OTHER_HASH
                    || (work.isOfUnit && event().equals("INSERT"))
                    || (work == Work.UPDATE && !isOfHistory())
                    || work == Work.CATCH_UP;
            return !event().isEmpty() && effect.isPossible(database) && isHashKept;
        }
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (TestDatabase database : WITH_TRIGGERS) {
            for (String table : List.of("users", "users_history")) {
                for (Effect effect : Effect.values()) {
                    for (Work work : Work.values()) {
                        cells.add(new Cell(database, table, effect, work));
                    }
                }
            }
        }
        cells.removeIf(cell -> !cell.isPossible());
        List<Cell> some = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean isQuick =
                    cells.get(i).database() == TestDatabase.H2 || cells.get(i).database() == TestDatabase.SQLITE;
            if (ARE_ALL || i % (isQuick ? 3 : 7) == 0) {
                some.add(cells.get(i));
            }
        }
        return some;
    }

    private OwnersTriggerSql trigger(Cell cell) {
        return new OwnersTriggerSql(cell.database(), schema, cell.table(), cell.event(), cell.effect());
    }

    private JdbcSink.Builder sink(Cell cell) {
        JdbcSink.Builder builder =
                schema.in(cell.database()).onDelete(cell.work() == Work.REMOVE ? OnDelete.REMOVE : OnDelete.MARK);
        return cell.isOfHistory() ? builder.history(USERS) : builder;
    }

    private static WriteResult store(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.build()) {
            return sink.store(changes);
        }
    }

    private static Row user(String id, Instant version, Object plan) {
        String json = plan instanceof String text ? "\"" + text + "\"" : plan.toString();
        return row(
                USERS,
                Map.of(
                        "id",
                        id,
                        "updated_at",
                        version,
                        "name",
                        version.toString(),
                        "custom_attributes",
                        "{\"plan\":" + json + "}"));
    }

    private static Row[] users(Instant version) {
        return new Row[] {user("1", version, 1), user("bad", version, 2), user("3", version, 3)};
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_trigger_that_acts_on_one_row_stops_no_other_and_is_named(Cell cell) {
        begin(cell);
        trigger(cell).create();
        Changes changes = changesOf(cell);

        List<String> told;
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            WriteResult result = store(sink(cell), changes);
            told = new ArrayList<>(warnings.said());
            result.refused().forEach(row -> told.add(row.reason()));
            assertThat(result.refused())
                    .extracting(row -> row.key().get(0))
                    .containsExactlyElementsOf(cell.work().isOfUnit ? List.of("bad") : List.of());
        }

        assertThat(told)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.replace('`', '"'))
                        .contains(
                                schema.nameOf(cell.database(), cell.table()),
                                trigger(cell).name(),
                                "drop it")
                        .doesNotContain("secret", "forged"));
        assertStored(cell, true);

        trigger(cell).drop();
        assertThat(store(sink(cell), cell.work().isOfUnit ? changes : changes(user("5", T1, "tin")))
                        .refused())
                .isEmpty();
        assertStored(cell, false);
    }

    private void begin(Cell cell) {
        switch (cell.work()) {
            case INSERT -> store(sink(cell), changes(user("0", T1, 1)));
            case FILL_COLUMN -> store(sink(cell).customAttributes(CustomAttributes.JSON_ONLY), changes(users(T1)));
            default -> store(sink(cell), changes(users(T1)));
        }
        if (cell.work().name().startsWith("CATCH_UP")) {
            store(schema.in(cell.database()), changes(users(T2)));
        }
    }

    private static Changes changesOf(Cell cell) {
        return switch (cell.work()) {
            case INSERT -> changes(users(T1));
            case UPDATE, UPDATE_TO_NEW_VERSION -> changes(users(T2));
            case MARK, REMOVE ->
                changes(
                        "w1",
                        List.of(
                                gone(USERS, "1", Reason.DELETED),
                                gone(USERS, "bad", Reason.DELETED),
                                gone(USERS, "3", Reason.DELETED)));
            case FILL_COLUMN, WIDEN_COLUMN, CATCH_UP, CATCH_UP_ENDS -> changes(user("4", T1, "gold"));
        };
    }

    /** Checks the live rows, their current versions, and the attribute of the row at fault. */
    private void assertStored(Cell cell, boolean isKeptOut) {
        List<String> live = new ArrayList<>(
                switch (cell.work()) {
                    case INSERT -> List.of("0 " + T1, "1 " + T1, "3 " + T1);
                    case UPDATE, UPDATE_TO_NEW_VERSION -> List.of("1 " + T2, "3 " + T2);
                    case MARK, REMOVE -> List.<String>of();
                    case FILL_COLUMN, WIDEN_COLUMN -> List.of("1 " + T1, "3 " + T1, "4 " + T1);
                    case CATCH_UP, CATCH_UP_ENDS -> List.of("1 " + T2, "3 " + T2, "4 " + T1);
                });
        List<String> versions = new ArrayList<>(live);
        switch (cell.work()) {
            case INSERT -> live.addAll(isKeptOut ? List.of() : List.of("bad " + T1));
            case UPDATE, UPDATE_TO_NEW_VERSION -> live.add("bad " + (isKeptOut ? T1 : T2));
            case MARK, REMOVE -> live.addAll(isKeptOut ? List.of("bad " + T1) : List.of());
            case FILL_COLUMN, WIDEN_COLUMN -> live.add("bad " + T1);
            case CATCH_UP, CATCH_UP_ENDS -> live.add("bad " + T2);
        }
        if (!cell.work().isOfUnit && !isKeptOut) {
            live.add("5 " + T1);
        }
        assertThat(names(cell, "users", "deleted_at")).containsExactlyInAnyOrderElementsOf(live);
        if (cell.work().name().startsWith("CATCH_UP") && isKeptOut) {
            versions.add("bad " + T1);
            assertThat(names(cell, "users_history", "valid_to")).containsExactlyInAnyOrderElementsOf(versions);
        } else if (cell.isOfHistory()) {
            assertThat(names(cell, "users_history", "valid_to")).containsExactlyInAnyOrderElementsOf(live);
        }
        if (cell.work() == Work.FILL_COLUMN || cell.work() == Work.WIDEN_COLUMN) {
            List<Object> plans = cell.database()
                    .query("SELECT \"custom_attributes_plan\" FROM " + schema.table(cell.table())
                            + " WHERE \"id\" = 'bad'");
            assertThat(String.valueOf(plans.get(0))).isEqualTo(isKeptOut ? "null" : "2");
        }
    }

    private List<String> names(Cell cell, String table, String nullColumn) {
        return cell
                .database()
                .query("SELECT concat(\"id\", ' ', \"name\") FROM " + schema.table(table) + " WHERE \"" + nullColumn
                        + "\" IS NULL")
                .stream()
                .map(Object::toString)
                .toList();
    }
}
