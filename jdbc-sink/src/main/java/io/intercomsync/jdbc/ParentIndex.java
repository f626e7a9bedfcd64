package io.intercomsync.jdbc;

import io.intercomsync.collection.IntercomCollection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index by which children are found by their parent where the key does not begin with it. */
final class ParentIndex {
    private static final Logger log = LoggerFactory.getLogger(ParentIndex.class);

    private ParentIndex() {}

    /** Makes the index unless there is one. Nothing but speed depends on it, so that it cannot be made stops nobody. */
    static void prepare(Connection connection, Dialect dialect, Definitions definitions, Table table) {
        IntercomCollection collection = table.collection();
        String parent = collection.parentColumn().orElse(null);
        if (parent == null || collection.keyColumns().contains(parent) || !dialect.hasKeyConstraints()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        table.find(Table.WORKSPACE).ifPresent(column -> columns.add(column.quoted()));
        columns.add(table.quoted(parent));
        String indexed = table.qualified() + " (" + String.join(", ", columns) + ")";
        String name = Names.shortened(collection.tableName() + "_" + parent + "_idx", dialect.longestName());
        try {
            if (!isThere(connection, table, parent, columns.size())) {
                definitions.tryOnce(
                        connection, table.name(), "CREATE INDEX " + dialect.quoted(name) + " ON " + indexed);
            }
        } catch (SQLException e) {
            log.warn(
                    "There is no index on {}, and {} cannot be made, so it takes longer to replace and to remove rows."
                            + " Make an index on these columns; any name will do",
                    indexed,
                    name,
                    Failures.withoutData(e));
        }
    }

    /** @param position where in the index the parent's column is to stand */
    private static boolean isThere(Connection connection, Table table, String parent, int position)
            throws SQLException {
        try (ResultSet columns = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), table.schema(), table.name(), false, true)) {
            while (columns.next()) {
                String column = columns.getString("COLUMN_NAME");
                if (column != null
                        && Names.folded(column).equals(Names.folded(parent))
                        && columns.getInt("ORDINAL_POSITION") == position) {
                    return true;
                }
            }
            return false;
        }
    }
}
