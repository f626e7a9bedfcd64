package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.staging.StagedRows;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.staging.StagingSql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Updates the rows that are there, then inserts the others. {@code ON DUPLICATE KEY UPDATE} would be one statement, but it also takes a
 * duplicate in a unique index that somebody else added for the row to replace.
 */
record MySqlStaging(Dialect dialect) implements StagingSql {

    /** Puts the table into the schema, since a connection need not have chosen a database. */
    @Override
    public String stage(TargetTable table) {
        return dialect.quoted(table.schema()) + "." + dialect.quoted(StagingLoader.STAGE);
    }

    /** Neither statement commits. */
    @Override
    public List<String> create(String stage, String columns) {
        return List.of(drop(stage), "CREATE TEMPORARY TABLE " + stage + " (" + columns + ")");
    }

    @Override
    public String drop(String stage) {
        return "DROP TEMPORARY TABLE IF EXISTS " + stage;
    }

    @Override
    public List<String> store(StagedRows rows) {
        return List.of(update(rows), rows.insertOfNew("t"));
    }

    @Override
    public String update(StagedRows rows) {
        String assignments = rows.table().columns().stream()
                .map(TargetColumn::quotedName)
                .filter(column -> !rows.table().keyColumns().contains(column))
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(", "));
        return "UPDATE " + rows.stage() + " AS s STRAIGHT_JOIN " + rows.table().qualifiedName() + " AS t ON "
                + rows.sameKey("t", "s") + " SET " + assignments;
    }
}
