package io.intercomsync.jdbc.internal.staging;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.BatchStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells the statements of the {@link StagingLoader} for one database. */
public interface StagingSql {

    /** Returns the name of the staging table for rows of a table, as statements spell it. */
    String stage(TargetTable table);

    /** Returns the statements that make an empty staging table. */
    List<String> create(String stage, String columns);

    /** Returns the statement that drops the staging table if it exists. */
    String drop(String stage);

    /**
     * Returns the statement that empties a staging table that is made before the transaction and lasts as long as the connection:
     * where to make it would commit the transaction, or costs too much. The default is {@code null}: it is made for each load.
     */
    default @Nullable String clear(String stage) {
        return null;
    }

    /** Returns whether a column is staged as text, which {@link #value} turns into its type. The default goes by the dialect's parameter. */
    default boolean isStagedAsText(Dialect dialect, TargetColumn column) {
        return !dialect.parameter(column.boundType()).equals("?");
    }

    /** Returns the expression that turns a staged value into one of the column. The default is the dialect's parameter. */
    default String value(Dialect dialect, TargetColumn column, String staged) {
        return dialect.parameter(column.boundType()).replace("?", staged);
    }

    /** Puts the rows into the staging table. The default inserts them in batches. */
    default void fill(Connection connection, Dialect dialect, TargetTable stage, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        String sql = "INSERT INTO " + stage.qualifiedName() + " (" + stage.columnNames() + ") VALUES ("
                + "?, ".repeat(stage.columns().size() - 1) + "?)";
        BatchStatement.run(connection, dialect, stage, sql, rows);
    }

    /** Returns the statements that delete the rows that staged ones replace; none if {@link #store} replaces them itself. */
    default List<String> delete(StagedRows rows) {
        return List.of();
    }

    /** Returns the statements that store the staged rows. Together they report one row as written for each. */
    List<String> store(StagedRows rows);

    /** Returns the statement that changes the columns of the rows that are there. */
    String update(StagedRows rows);
}
