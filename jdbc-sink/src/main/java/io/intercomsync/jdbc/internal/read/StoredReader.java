package io.intercomsync.jdbc.internal.read;

import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the committed rows of a table. */
final class StoredReader {
    private static final int FETCHED_AT_ONCE = 5_000;

    private final Connection connection;
    private final SinkDatabase database;
    private final CollectionTable table;
    private final String workspace;

    StoredReader(Connection connection, SinkDatabase database, CollectionTable table, String workspace) {
        this.connection = connection;
        this.database = database;
        this.table = table;
        this.workspace = workspace;
    }

    Map<List<String>, Optional<Instant>> versions(Collection<List<String>> keys) throws SQLException {
        Map<List<String>, Optional<Instant>> versions = new HashMap<>();
        live(keys).forEach((key, row) -> versions.put(key, Optional.ofNullable(row.version())));
        return versions;
    }

    /** Returns the keys of the live rows that were stored without children that the database refused. */
    Set<List<String>> lackingChildren(Collection<List<String>> keys) throws SQLException {
        Set<List<String>> lacking = new HashSet<>();
        live(keys).forEach((key, row) -> {
            if (row.lacksChildren()) {
                lacking.add(key);
            }
        });
        return lacking;
    }

    /** Returns the live rows by their keys as they were asked for. */
    private Map<List<String>, StoredRow> live(Collection<List<String>> keys) throws SQLException {
        TextCleaner cleaner = new TextCleaner(database.dialect().holdsNul());
        Map<List<String>, List<List<String>>> asked = keys.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        key -> key.stream().map(cleaner::text).toList()));
        Map<List<String>, StoredRow> live = new HashMap<>();
        StoredRow.read(
                        new KeyStatements(connection, database.dialect(), table.target(), workspace),
                        table,
                        table.key(),
                        List.copyOf(asked.keySet()))
                .forEach((key, row) -> {
                    if (row.isLive()) {
                        asked.getOrDefault(key, List.of()).forEach(original -> live.put(original, row));
                    }
                });
        return live;
    }

    public long liveRows() throws SQLException {
        try (PreparedStatement statement = prepare("count(*)", "");
                ResultSet count = statement.executeQuery()) {
            count.next();
            return count.getLong(1);
        }
    }

    private PreparedStatement prepare(String selected, String order) throws SQLException {
        boolean isShared = table.target().has(OwnColumns.WORKSPACE);
        PreparedStatement statement = connection.prepareStatement(
                "SELECT " + selected + " FROM " + table.target().qualifiedName()
                        + " WHERE " + table.target().quoted(OwnColumns.DELETED_AT) + " IS NULL"
                        + (isShared ? " AND " + table.target().quoted(OwnColumns.WORKSPACE) + " = ?" : "") + order);
        if (isShared) {
            statement.setString(1, workspace);
        }
        return statement;
    }

    /** Returns the keys of live rows, fetched as they are read. */
    public Stream<List<String>> liveKeys(Consumer<SQLException> failed) throws SQLException {
        String order = table.key().stream()
                .map(database.dialect()::byteOrder)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
        database.sessions().stream(connection);
        if (database.sessions().hasTransactions()) {
            connection.setAutoCommit(false);
        }
        PreparedStatement statement = prepare(String.join(", ", table.key()), order);
        statement.setFetchSize(FETCHED_AT_ONCE);
        ResultSet rows = statement.executeQuery();
        int columns = table.key().size();
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(
                new AbstractSpliterator<List<String>>(Long.MAX_VALUE, traits) {
                    @Override
                    public boolean tryAdvance(Consumer<? super List<String>> action) {
                        try {
                            return next(rows, columns, action);
                        } catch (SQLException e) {
                            failed.accept(e);
                            return false;
                        }
                    }
                },
                false);
    }

    private static boolean next(ResultSet rows, int columns, Consumer<? super List<String>> action)
            throws SQLException {
        if (!rows.next()) {
            return false;
        }
        action.accept(List.copyOf(KeyStatements.key(rows, 1, columns)));
        return true;
    }
}
