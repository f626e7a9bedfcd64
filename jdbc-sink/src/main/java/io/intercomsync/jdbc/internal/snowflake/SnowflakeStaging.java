package io.intercomsync.jdbc.internal.snowflake;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.staging.StagedRows;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.staging.StagingSql;
import java.util.List;

/** Merges rows from a temporary table that is made before the transaction, since every definition commits. */
record SnowflakeStaging(Dialect dialect) implements StagingSql {

    @Override
    public String stage(TargetTable table) {
        return dialect.quoted(table.schema()) + "." + dialect.quoted(StagingLoader.STAGE + "_" + table.name());
    }

    @Override
    public List<String> create(String stage, String columns) {
        return List.of("CREATE OR REPLACE TEMPORARY TABLE " + stage + " (" + columns + ")");
    }

    @Override
    public String drop(String stage) {
        return "DROP TABLE IF EXISTS " + stage;
    }

    /** TRUNCATE would commit. */
    @Override
    public String clear(String stage) {
        return "DELETE FROM " + stage;
    }

    @Override
    public List<String> store(StagedRows rows) {
        return List.of(rows.merge());
    }

    @Override
    public String update(StagedRows rows) {
        return "UPDATE " + rows.table().qualifiedName() + " SET " + rows.assignments() + " FROM " + rows.stage()
                + " AS s WHERE " + rows.sameKey(dialect.quoted(rows.table().name()), "s");
    }
}
