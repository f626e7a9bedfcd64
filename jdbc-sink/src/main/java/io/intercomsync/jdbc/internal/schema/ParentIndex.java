package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the index by which children are found by their parent, if their key does not begin with it. */
final class ParentIndex {
    private static final Logger log = LoggerFactory.getLogger(ParentIndex.class);

    private ParentIndex() {}

    /** Creates the index unless there is one. Only speed depends on it, so a failure is logged and the run goes on. */
    static void prepare(
            Connection connection,
            Dialect dialect,
            DefinitionRunner definitions,
            TableNames names,
            CollectionTable prepared) {
        IntercomCollection collection = prepared.collection();
        TargetTable table = prepared.target();
        String sql = definition(dialect, names, collection, table).orElse(null);
        if (sql == null || definitions.isFixed()) {
            return;
        }
        String parent = collection.parentColumn().orElseThrow();
        try {
            int position = table.has(OwnColumns.WORKSPACE) ? 2 : 1;
            if (!dialect.catalog().isIndexed(connection, table, parent, position)) {
                definitions.tryOnce(connection, table.name(), sql);
            }
        } catch (SQLException e) {
            log.warn(
                    "There is no index on {} of {}, and the sink cannot make one by {}: {}. It takes longer to replace and to"
                            + " remove rows. Create an index on these columns; any name will do",
                    parent,
                    table.qualifiedName(),
                    sql,
                    SinkFailure.messageWithoutData(e, dialect.errors()));
        }
    }

    /** Returns the statement that creates the index; nothing if the table needs none. */
    static Optional<String> definition(
            Dialect dialect, TableNames names, IntercomCollection collection, TargetTable table) {
        String parent = collection.parentColumn().orElse(null);
        if (parent == null || collection.keyColumns().contains(parent) || !dialect.hasIndexes()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        table.find(OwnColumns.WORKSPACE).ifPresent(column -> columns.add(column.quotedName()));
        columns.add(dialect.indexed(table.quoted(parent)));
        String name = names.index(collection, parent);
        return Optional.of("CREATE INDEX " + dialect.quoted(name) + " ON " + table.qualifiedName() + " ("
                + String.join(", ", columns) + ")");
    }
}
