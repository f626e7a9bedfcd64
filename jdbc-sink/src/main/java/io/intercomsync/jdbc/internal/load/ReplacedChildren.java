package io.intercomsync.jdbc.internal.load;

import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.read.StoredRow;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes children that a newly read parent no longer has. */
final class ReplacedChildren {
    private static final Logger log = LoggerFactory.getLogger(ReplacedChildren.class);

    private final Connection connection;
    private final SinkDatabase database;
    private final UnitHistory history;

    ReplacedChildren(Connection connection, SinkDatabase database, UnitHistory history) {
        this.connection = connection;
        this.database = database;
        this.history = history;
    }

    /** Removes the children that their parents no longer have. Their other children are compared like any row. */
    long remove(
            KeyStatements statements,
            CollectionTable table,
            Set<String> parents,
            List<PreparedRow> present,
            Set<List<String>> refused)
            throws SQLException {
        if (parents.isEmpty()) {
            return 0;
        }
        String parent = table.target().quoted(table.collection().parentColumn().orElseThrow());
        TextCleaner keys = new TextCleaner(database.dialect().holdsNul());
        List<List<String>> ids =
                parents.stream().map(id -> List.of(keys.text(id))).toList();
        Set<List<String>> gone = new HashSet<>(
                StoredRow.read(statements, table, List.of(parent), ids).keySet());
        present.forEach(row -> gone.remove(row.key()));
        gone.removeAll(refused);
        history.changes(table.collection(), gone);
        long removed = gone.isEmpty() ? 0 : statements.delete(table.key(), List.copyOf(gone));
        if (removed < gone.size()) {
            warnOfStaying(statements, table, gone);
        }
        return removed;
    }

    private void warnOfStaying(KeyStatements statements, CollectionTable table, Set<List<String>> gone)
            throws SQLException {
        int staying = StoredRow.read(statements, table, table.key(), List.copyOf(gone))
                .size();
        if (staying > 0) {
            String reason = RefusalReason.ofStaying(
                    table.target(), database.dialect().catalog().objects(connection, table.target()));
            log.warn(
                    "{} rows of {} stay. The reason is the same for each: {}",
                    staying,
                    table.target().name(),
                    reason);
        }
    }
}
