package io.intercomsync.jdbc.internal.load;

import static java.util.Objects.requireNonNull;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.RowCopy;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the versions of some rows up to date with the stored rows. A row that equals its current version writes nothing, so this may be
 * repeated.
 *
 * <p>A version begins at the row's {@code updated_at} if that lies after the version before it, and not after the time at which the row was
 * written; else when the row was written. A version ends where the next one begins, or when its object was deleted.
 */
final class VersionWriter {
    /** Has the same length for all times, so texts are in the order of time. */
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final HistoryTable history;
    private final String workspace;
    private final Instant now;
    private final KeyStatements rows;
    private final KeyStatements versions;
    private final List<List<String>> closedKeys = new ArrayList<>();
    private final List<@Nullable Object[]> closedValues = new ArrayList<>();
    private final List<List<String>> dropped = new ArrayList<>();
    private final List<RowCopy.Copied> opened = new ArrayList<>();

    VersionWriter(Connection connection, SinkDatabase database, HistoryTable history, String workspace, Instant now) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.history = history;
        this.workspace = workspace;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        this.rows = new KeyStatements(connection, dialect, history.main().target(), workspace);
        this.versions = new KeyStatements(connection, dialect, history.target(), workspace);
    }

    /** A live row of the collection's table. */
    private record LiveRow(@Nullable Long hash, @Nullable Instant updatedAt, Instant receivedAt) {}

    private record CurrentVersion(
            String version, Instant from, @Nullable Long hash) {}

    /**
     * Brings the versions of these rows up to date.
     *
     * @param keys the keys of rows that may have changed
     * @param ends when rows were deleted
     * @param filled the keys of rows that only got values for columns that are new in their table
     * @return the keys of rows whose versions are not as they were written, although the database reported no error
     */
    List<List<String>> write(Collection<List<String>> keys, Map<List<String>, Instant> ends, Set<List<String>> filled)
            throws SQLException {
        List<List<String>> all = List.copyOf(keys);
        Map<List<String>, Instant> deleted = new HashMap<>();
        ends.forEach((key, at) -> deleted.put(key, at.truncatedTo(ChronoUnit.MICROS)));
        Map<List<String>, LiveRow> live = liveRows(all, deleted);
        Map<List<String>, CurrentVersion> current = currentVersions(all);
        Map<List<String>, Instant> lastEnds = lastEnds(all.stream()
                .filter(key -> live.containsKey(key) && !current.containsKey(key))
                .toList());
        for (List<String> key : all) {
            LiveRow row = live.get(key);
            CurrentVersion version = current.get(key);
            if (row == null && version != null) {
                close(key, version, within(deleted.get(key), after(version), now));
            } else if (row != null && version == null) {
                open(key, start(row, lastEnds.get(key)));
            } else if (row != null && version != null && !Objects.equals(row.hash(), version.hash())) {
                if (filled.contains(key) || isSameContent(row, version)) {
                    dropped.add(with(key, version.version()));
                    open(key, version.from());
                } else {
                    Instant start = start(row, after(version));
                    close(key, version, start);
                    open(key, start);
                }
            }
        }
        Map<List<String>, @Nullable Long> hashes = new HashMap<>();
        live.forEach((key, row) -> hashes.put(key, row.hash()));
        return execute() ? List.of() : new VersionCheck(history, versions).differing(all, hashes);
    }

    private boolean isSameContent(LiveRow row, CurrentVersion version) {
        return row.hash() != null
                && version.hash() != null
                && history.main().generations().isSameContent(row.hash(), version.hash());
    }

    /** Returns the earliest end of a version, which lasts a microsecond at least. */
    private static Instant after(CurrentVersion version) {
        return version.from().plus(1, ChronoUnit.MICROS);
    }

    /** @param earliest where the version before ends at the earliest; {@code null} if there is none */
    private static Instant start(LiveRow row, @Nullable Instant earliest) {
        return within(row.updatedAt(), earliest, row.receivedAt());
    }

    /** Returns the time if it lies between these two, else the later one of them. */
    private static Instant within(@Nullable Instant time, @Nullable Instant earliest, Instant latest) {
        boolean isLate = earliest == null || !latest.isBefore(earliest);
        boolean fits = time != null && (earliest == null || !time.isBefore(earliest)) && !time.isAfter(latest);
        return fits ? requireNonNull(time) : isLate ? latest : requireNonNull(earliest);
    }

    private void open(List<String> key, Instant from) {
        List<String> whole = new ArrayList<>(key);
        if (isShared()) {
            whole.add(0, workspace);
        }
        opened.add(new RowCopy.Copied(whole, List.of(from, true, VERSION.format(from))));
    }

    private void close(List<String> key, CurrentVersion version, Instant to) {
        List<String> whole = with(key, version.version());
        if (isShared()) {
            whole.add(0, workspace);
        }
        closedKeys.add(whole);
        closedValues.add(new @Nullable Object[] {to, false});
    }

    private boolean isShared() {
        return history.target().has(OwnColumns.WORKSPACE);
    }

    private static List<String> with(List<String> key, String version) {
        List<String> whole = new ArrayList<>(key);
        whole.add(version);
        return whole;
    }

    /** Writes the versions. Returns whether they are certainly as they were written. */
    private boolean execute() throws SQLException {
        if (dropped.isEmpty() && closedKeys.isEmpty() && opened.isEmpty()) {
            return true;
        }
        boolean isAlone =
                dialect.catalog().rowChangers(connection, history.target()).isEmpty();
        if (!dropped.isEmpty()) {
            List<String> columns = with(history.key(), history.target().quoted(HistoryTable.VERSION));
            versions.delete(columns, dropped);
        }
        if (!closedKeys.isEmpty()) {
            database.update(connection, history.target(), endOfVersion(history), closedKeys, closedValues);
        }
        return open(isAlone) == opened.size() && isAlone;
    }

    private long open(boolean isAlone) throws SQLException {
        if (opened.isEmpty()) {
            return 0;
        }
        List<TargetColumn> columns =
                columns(history, HistoryTable.VALID_FROM, HistoryTable.IS_CURRENT, HistoryTable.VERSION);
        return new RowCopy(connection, dialect, history.main().target(), history.target(), history.copied(), columns)
                .run(opened, !isAlone);
    }

    /** Returns the columns that change when a version ends. */
    static List<TargetColumn> endOfVersion(HistoryTable history) {
        return columns(history, HistoryTable.VALID_TO, HistoryTable.IS_CURRENT);
    }

    private static List<TargetColumn> columns(HistoryTable history, String... names) {
        return Stream.of(names)
                .map(name -> history.target().find(name).orElseThrow())
                .toList();
    }

    /** @param deleted gets the times of marked rows for which it has none */
    private Map<List<String>, LiveRow> liveRows(List<List<String>> keys, Map<List<String>, Instant> deleted)
            throws SQLException {
        List<String> columns =
                new ArrayList<>(List.of("t." + history.main().target().quoted(OwnColumns.ROW_HASH)));
        Stream.of(OwnColumns.DELETED_AT, OwnColumns.RECEIVED_AT, "updated_at")
                .map(name -> history.main()
                        .target()
                        .find(name)
                        .map(column -> dialect.instantValue("t." + column.quotedName()))
                        .orElse("NULL"))
                .forEach(columns::add);
        boolean hasVersion = history.main().target().has("updated_at");
        int first = history.main().key().size() + 1;
        Map<List<String>, LiveRow> live = new HashMap<>();
        rows.select(selected(history.main().key(), columns), history.main().key(), keys, row -> {
            List<String> key = KeyStatements.key(row, 1, first - 1);
            Instant deletedAt = dialect.instant(row, first + 1);
            if (deletedAt != null) {
                deleted.putIfAbsent(key, deletedAt);
            } else {
                Instant received = dialect.instant(row, first + 2);
                Instant updated = hasVersion ? dialect.instant(row, first + 3) : null;
                live.put(key, new LiveRow(number(row, first), updated, received == null ? now : received));
            }
        });
        return live;
    }

    private Map<List<String>, CurrentVersion> currentVersions(List<List<String>> keys) throws SQLException {
        List<String> columns = List.of(
                name(HistoryTable.VERSION),
                dialect.instantValue(name(HistoryTable.VALID_FROM)),
                name(OwnColumns.ROW_HASH));
        int first = history.key().size() + 1;
        Map<List<String>, CurrentVersion> current = new HashMap<>();
        versions.where(history.isCurrent())
                .select(
                        selected(history.key(), columns),
                        history.key(),
                        keys,
                        row -> current.put(
                                KeyStatements.key(row, 1, first - 1),
                                new CurrentVersion(
                                        row.getString(first),
                                        requireNonNull(dialect.instant(row, first + 1)),
                                        number(row, first + 2))));
        return current;
    }

    /** Returns when the last versions of rows ended that have no current one. */
    private Map<List<String>, Instant> lastEnds(List<List<String>> keys) throws SQLException {
        int columns = history.key().size();
        Map<List<String>, Instant> ends = new HashMap<>();
        if (!keys.isEmpty()) {
            versions.select(
                    selected(history.key(), List.of(dialect.instantValue(name(HistoryTable.VALID_TO)))),
                    history.key(),
                    keys,
                    row -> {
                        Instant end = requireNonNull(dialect.instant(row, columns + 1));
                        ends.merge(
                                KeyStatements.key(row, 1, columns),
                                end,
                                (one, other) -> one.isAfter(other) ? one : other);
                    });
        }
        return ends;
    }

    private String name(String column) {
        return "t." + history.target().quoted(column);
    }

    private static String selected(List<String> key, List<String> columns) {
        return Stream.concat(key.stream().map(column -> "t." + column), columns.stream())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
