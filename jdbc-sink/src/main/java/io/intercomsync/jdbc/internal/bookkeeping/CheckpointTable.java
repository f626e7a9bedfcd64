package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.sql.Definition;
import io.intercomsync.jdbc.internal.sql.Queries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table of checkpoints, with a row for each workspace and feed. */
public final class CheckpointTable {
    private final TableNames names;
    private final String qualified;
    private final Dialect dialect;
    private final boolean isShared;

    /**
     * @param names the names of the sink
     * @param qualified the name of the table in SQL
     * @param isShared whether several workspaces may share the schema
     */
    public CheckpointTable(TableNames names, String qualified, Dialect dialect, boolean isShared) {
        this.names = names;
        this.qualified = qualified;
        this.dialect = dialect;
        this.isShared = isShared;
    }

    public Definition definition() {
        String key = dialect.keyType() + " NOT NULL";
        BookkeepingTable table = new BookkeepingTable(
                        dialect, qualified, "Intercom Sync: how far each resource of Intercom has been read")
                .column("workspace", key, "the id of the workspace")
                .column("feed", key, "the resource")
                .column("state", dialect.type(ColumnType.TEXT) + " NOT NULL", "how far it has been read");
        boolean hasKey = dialect.hasKeyConstraints() || dialect.collidesOnCheckpoints();
        return (hasKey ? table.key(List.of("workspace", "feed")) : table).definition();
    }

    private String quoted(String column) {
        return dialect.quoted(column);
    }

    /**
     * Refuses a schema that belongs to another workspace.
     *
     * @throws CheckpointException if it does
     */
    public void refuseOthers(Connection connection, String workspace) throws SQLException {
        String sql = "SELECT " + quoted("workspace") + " FROM " + qualified + " WHERE " + quoted("workspace") + " <> ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setMaxRows(1);
            statement.setString(1, workspace);
            try (ResultSet others = statement.executeQuery()) {
                if (others.next() && !isShared) {
                    throw CheckpointException.ofAnotherWorkspace(names.title(), others.getString(1), workspace);
                }
            }
        }
    }

    /** Returns the workspaces that have checkpoints. */
    public List<String> workspaces(Connection connection) throws SQLException {
        String sql = "SELECT DISTINCT " + quoted("workspace") + " FROM " + qualified + " ORDER BY 1";
        return Queries.names(connection, sql);
    }

    public Optional<Checkpoint> load(Connection connection, String workspace, String feed) throws SQLException {
        refuseOthers(connection, workspace);
        return find(connection, workspace, feed);
    }

    private Optional<Checkpoint> find(Connection connection, String workspace, String feed) throws SQLException {
        String sql = "SELECT " + quoted("state") + " FROM " + qualified + ofFeed();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, workspace);
            statement.setString(2, feed);
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.of(new Checkpoint(workspace, feed, found.getString(1)))
                        : Optional.empty();
            }
        }
    }

    private String ofFeed() {
        return " WHERE " + quoted("workspace") + " = ? AND " + quoted("feed") + " = ?";
    }

    public void save(Connection connection, Checkpoint checkpoint) throws SQLException {
        String update = "UPDATE " + qualified + " SET " + quoted("state") + " = ?" + ofFeed();
        if (dialect.collidesOnCheckpoints()) {
            // Two writers may save the same state; a conflict is seen only where an update changes something.
            run(connection, update, checkpoint, "");
        }
        boolean isUpdated = run(connection, update, checkpoint, checkpoint.state()) > 0;
        // Some drivers can be told to count only rows that got another value.
        if (!isUpdated
                && find(connection, checkpoint.workspace(), checkpoint.feed()).isEmpty()) {
            String insert = "INSERT INTO " + qualified + " (" + quoted("state") + ", " + quoted("workspace") + ", "
                    + quoted("feed") + ") VALUES (?, ?, ?)";
            run(connection, insert, checkpoint, checkpoint.state());
        }
    }

    private static int run(Connection connection, String sql, Checkpoint checkpoint, String state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state);
            statement.setString(2, checkpoint.workspace());
            statement.setString(3, checkpoint.feed());
            return statement.executeUpdate();
        }
    }
}
