package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.read.StoredRow;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.KeyStatements.Mark;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Removes or marks rows. All removals of one kind from one table take one statement. */
final class RowRemovals {
    private final Connection connection;
    private final SinkDatabase database;
    private final DeletionMode onDelete;
    private final PreparedUnit unit;
    private final UnitHistory history;
    private final TextCleaner cleaner;
    private final List<Refusal> lost = new ArrayList<>();
    private final Map<IntercomCollection, Set<List<String>>> returning = new EnumMap<>(IntercomCollection.class);
    private @Nullable TargetTable changing;

    RowRemovals(
            Connection connection,
            SinkDatabase database,
            DeletionMode onDelete,
            PreparedUnit unit,
            UnitHistory history) {
        this.connection = connection;
        this.database = database;
        this.onDelete = onDelete;
        this.unit = unit;
        this.history = history;
        this.cleaner = new TextCleaner(database.dialect().holdsNul());
    }

    /**
     * Carries out all removals except those of replaced children. A row that the same unit stores again stays.
     *
     * @return how many rows were removed or marked
     */
    Map<IntercomCollection, Long> run(Map<IntercomCollection, CollectionTable> tables) throws SQLException {
        Map<IntercomCollection, Long> changed = new EnumMap<>(IntercomCollection.class);
        List<Map.Entry<IntercomCollection, CollectionTable>> childrenFirst = new ArrayList<>(tables.entrySet());
        Collections.reverse(childrenFirst); // they may refer to their parents by a foreign key
        for (Map.Entry<IntercomCollection, CollectionTable> entry : childrenFirst) {
            Set<List<String>> coming = unit.keys(entry.getKey());
            Going byKey = new Going();
            Going byParent = new Going();
            for (Removal removal : unit.removals()) {
                if (removal.collection() == entry.getKey() && removal.reason() != Reason.REPLACED) {
                    add(entry.getValue(), removal, coming, byKey, byParent);
                }
            }
            CollectionTable table = entry.getValue();
            changing = table.target();
            KeyStatements statements =
                    new KeyStatements(connection, database.dialect(), table.target(), unit.workspace());
            long count = run(byKey, statements, table, table.key());
            if (table.collection().parentColumn().isPresent()) {
                String parent =
                        table.target().quoted(table.collection().parentColumn().get());
                count += run(byParent, statements, table, List.of(parent));
            }
            changed.put(entry.getKey(), count);
        }
        changing = null;
        return changed;
    }

    /** Returns the table from which {@link #run} could not remove rows; nothing if another step was at fault. */
    Optional<TargetTable> failing() {
        return Optional.ofNullable(changing);
    }

    private long run(Going going, KeyStatements statements, CollectionTable table, List<String> columns)
            throws SQLException {
        long count = going.run(statements, columns); // rows that are missing or marked already do not count
        if (count < going.size() || mayKeepChildren(going, table, columns)) {
            for (String object : going.staying(statements, table, columns)) {
                lost.add(unit.staying(object, RefusalReason.ofStaying(table.target(), objects(table))));
            }
        }
        return count;
    }

    /** Returns whether an object may have kept children from being removed. Their number does not tell, since it was not known. */
    private boolean mayKeepChildren(Going going, CollectionTable table, List<String> columns) throws SQLException {
        return going.size() > 0
                && !columns.equals(table.key())
                && !database.dialect()
                        .catalog()
                        .rowChangers(connection, table.target())
                        .isEmpty();
    }

    private List<TableObject> objects(CollectionTable table) throws SQLException {
        return database.dialect().catalog().objects(connection, table.target());
    }

    /** Returns the rows that are still there although the database reported no error. */
    List<Refusal> lost() {
        return lost;
    }

    /** Returns the keys of rows that are removed and come again in the same unit: their stored version is out of date. */
    Set<List<String>> returning(IntercomCollection collection) {
        return returning.getOrDefault(collection, Set.of());
    }

    private void add(CollectionTable table, Removal removal, Set<List<String>> coming, Going byKey, Going byParent)
            throws SQLException {
        boolean isMarked = isDeletion(removal) && onDelete == DeletionMode.MARK;
        if (isDeletion(removal) && onDelete == DeletionMode.IGNORE) {
            return;
        }
        if (removal instanceof Removal.ByKey one) {
            remove(
                    table,
                    cleaned(one.key()),
                    coming,
                    removal.at(),
                    key -> byKey.add(key, removal, isMarked, survivor(one)));
        } else if (removal instanceof Removal.ChildrenOf children) {
            String parent = cleaner.text(children.parentId());
            byParent.add(List.of(parent), removal, isMarked, null);
            history.childrenEnd(table.collection(), parent, removal.at());
        } else if (removal instanceof Removal.AllBut all) {
            Set<List<String>> staying = all.keys().stream().map(this::cleaned).collect(Collectors.toSet());
            for (List<String> held : held(table)) {
                if (!staying.contains(held)) {
                    remove(table, held, coming, removal.at(), key -> byKey.add(key, removal, isMarked, null));
                }
            }
        }
    }

    private void remove(
            CollectionTable table,
            List<String> key,
            Set<List<String>> coming,
            Instant at,
            Consumer<List<String>> goes) {
        if (coming.contains(key)) {
            returning.computeIfAbsent(table.collection(), c -> new HashSet<>()).add(key);
        } else {
            goes.accept(key);
            history.ends(table.collection(), key, at);
        }
    }

    private @Nullable String survivor(Removal.ByKey removal) {
        return removal.survivor() == null ? null : cleaner.text(removal.survivor());
    }

    private List<String> cleaned(List<String> key) {
        return key.stream().map(cleaner::text).toList();
    }

    private static boolean isDeletion(Removal removal) {
        return removal.reason() == Reason.DELETED || removal.reason() == Reason.MERGED;
    }

    /** Returns all keys of the table. Only small tables are asked. */
    private List<List<String>> held(CollectionTable table) throws SQLException {
        boolean isShared = table.target().has(OwnColumns.WORKSPACE);
        String sql = "SELECT " + String.join(", ", table.key()) + " FROM "
                + table.target().qualifiedName()
                + (isShared ? " WHERE " + table.target().quoted(OwnColumns.WORKSPACE) + " = ?" : "");
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (isShared) {
                statement.setString(1, unit.workspace());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> key = new ArrayList<>();
                    for (int i = 1; i <= table.key().size(); i++) {
                        key.add(rows.getString(i));
                    }
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /** Collects the rows to remove or mark in one table. */
    private static final class Going {
        private final List<List<String>> removed = new ArrayList<>();
        private final List<List<String>> marked = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();
        private final Set<List<String>> seen = new HashSet<>();
        private final Map<List<String>, String> objects = new HashMap<>();

        int size() {
            return removed.size() + marked.size();
        }

        void add(List<String> key, Removal removal, boolean isMarked, @Nullable String survivor) {
            if (!(removal instanceof Removal.AllBut)) {
                objects.put(key, PreparedUnit.objectOf(removal));
            }
            if (!isMarked) {
                removed.add(key);
            } else if (seen.add(key)) {
                OffsetDateTime at = SqlTimes.utc(removal.at());
                marked.add(key);
                marks.add(new Mark(at, survivor));
            }
        }

        long run(KeyStatements statements, List<String> columns) throws SQLException {
            long count = removed.isEmpty() ? 0 : statements.delete(columns, removed);
            return marked.isEmpty() ? count : count + statements.mark(columns, marked, marks);
        }

        /** Returns the objects of rows that are still there, or still not marked. */
        Set<String> staying(KeyStatements statements, CollectionTable table, List<String> columns) throws SQLException {
            Set<String> staying = new LinkedHashSet<>();
            addStaying(statements, table, columns, removed, false, staying);
            addStaying(statements, table, columns, marked, true, staying);
            return staying;
        }

        private void addStaying(
                KeyStatements statements,
                CollectionTable table,
                List<String> columns,
                List<List<String>> keys,
                boolean isLiveOnly,
                Set<String> staying)
                throws SQLException {
            if (!isAnyThere(statements, table, columns, keys, isLiveOnly)) {
                return;
            }
            for (List<String> key : keys) {
                String object = objects.get(key);
                if (object != null && isAnyThere(statements, table, columns, List.of(key), isLiveOnly)) {
                    staying.add(object);
                }
            }
        }

        private static boolean isAnyThere(
                KeyStatements statements,
                CollectionTable table,
                List<String> columns,
                List<List<String>> keys,
                boolean isLiveOnly)
                throws SQLException {
            return !keys.isEmpty()
                    && StoredRow.read(statements, table, columns, keys).values().stream()
                            .anyMatch(row -> row.isLive() || !isLiveOnly);
        }
    }
}
