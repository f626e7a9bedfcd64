package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.staging.StagedRows;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.staging.StagingSql;
import java.util.List;

/** Updates the rows that are there, then inserts the others, and holds their keys meanwhile. MERGE is known to let in duplicates. */
record SqlServerStaging(Dialect dialect) implements StagingSql {
    private static final String LOCKED = "t WITH (UPDLOCK, HOLDLOCK)";

    @Override
    public String stage(TargetTable table) {
        return dialect.quoted("#" + StagingLoader.STAGE);
    }

    /** The transaction takes the table away again if it is rolled back. */
    @Override
    public List<String> create(String stage, String columns) {
        return List.of(drop(stage), "CREATE TABLE " + stage + " (" + columns + ")");
    }

    @Override
    public String drop(String stage) {
        return "DROP TABLE IF EXISTS " + stage;
    }

    @Override
    public List<String> store(StagedRows rows) {
        return List.of(update(rows), rows.insertOfNew(LOCKED));
    }

    @Override
    public String update(StagedRows rows) {
        return "UPDATE t SET " + rows.assignments() + " FROM " + rows.table().qualifiedName() + " AS " + LOCKED
                + " INNER JOIN " + rows.stage() + " AS s ON " + rows.sameKey("t", "s");
    }
}
