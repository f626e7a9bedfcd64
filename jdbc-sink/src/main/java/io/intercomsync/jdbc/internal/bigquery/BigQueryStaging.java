package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.staging.StagedRows;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.staging.StagingSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merges rows from a staging table in which every column is text. Rows go there as one parameter of JSON for some megabytes of them,
 * since each statement takes a second and none may have more than 10,000 parameters. Temporary tables need a session, which not every
 * driver keeps, so the staging table is one of the dataset. Its name is that of one sink alone: two that share a dataset, for two
 * workspaces, must not empty each other's tables. A killed run leaves it, so it has a date on which the database drops it.
 *
 * @param run a text that no other sink has
 */
record BigQueryStaging(Dialect dialect, String run) implements StagingSql {
    private static final String END =
            " OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 7 DAY))";

    @Override
    public String stage(TargetTable table) {
        return dialect.quoted(table.schema()) + "."
                + dialect.quoted(StagingLoader.STAGE + "_" + run + "_" + table.name());
    }

    @Override
    public List<String> create(String stage, String columns) {
        return List.of("CREATE OR REPLACE TABLE " + stage + " (" + columns + ")" + END);
    }

    @Override
    public String drop(String stage) {
        return "DROP TABLE IF EXISTS " + stage;
    }

    @Override
    public String clear(String stage) {
        return "DELETE FROM " + stage + " WHERE TRUE";
    }

    @Override
    public boolean isStagedAsText(Dialect dialect, TargetColumn column) {
        return true;
    }

    @Override
    public String value(Dialect dialect, TargetColumn column, String staged) {
        return switch (column.boundType()) {
            case TEXT -> staged;
            case JSON, TIMESTAMP -> StagingSql.super.value(dialect, column, staged);
            case BOOLEAN, INTEGER -> "CAST(" + staged + " AS " + dialect.type(column.boundType()) + ")";
            case DECIMAL ->
                "CAST(" + staged + " AS "
                        + (column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType()))
                        + ")";
        };
    }

    @Override
    public void fill(Connection connection, Dialect dialect, TargetTable stage, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        String values = IntStream.range(0, stage.columns().size())
                .mapToObj(i -> "JSON_VALUE(r, '$[" + i + "]')")
                .collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + stage.qualifiedName() + " (" + stage.columnNames() + ") SELECT " + values
                + " FROM UNNEST(JSON_QUERY_ARRAY(?)) AS r";
        RowsAsJson chunks = new RowsAsJson(dialect, rows);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (rows.hasNext()) {
                statement.setString(1, chunks.next());
                statement.executeUpdate();
            }
        }
    }

    @Override
    public List<String> store(StagedRows rows) {
        return List.of(rows.merge());
    }

    @Override
    public String update(StagedRows rows) {
        return "UPDATE " + rows.table().qualifiedName() + " AS t SET " + rows.assignments() + " FROM " + rows.stage()
                + " AS s WHERE " + rows.sameKey("t", "s");
    }
}
