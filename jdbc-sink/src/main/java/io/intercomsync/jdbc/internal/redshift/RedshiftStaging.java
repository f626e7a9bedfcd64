package io.intercomsync.jdbc.internal.redshift;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.staging.StagedRows;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.staging.StagingSql;
import java.util.List;

/** Deletes the rows that come anew, then inserts all: no constraint keeps a key from being there twice. */
record RedshiftStaging(Dialect dialect) implements StagingSql {

    @Override
    public String stage(TargetTable table) {
        return dialect.quoted(StagingLoader.STAGE);
    }

    /** The transaction takes the table away again if it is rolled back. */
    @Override
    public List<String> create(String stage, String columns) {
        return List.of("CREATE TEMPORARY TABLE " + stage + " (" + columns + ")");
    }

    @Override
    public String drop(String stage) {
        return "DROP TABLE IF EXISTS " + stage;
    }

    @Override
    public List<String> delete(StagedRows rows) {
        return List.of("DELETE FROM " + rows.table().qualifiedName() + " USING " + rows.stage() + " WHERE "
                + rows.sameKey(name(rows), rows.stage()));
    }

    @Override
    public List<String> store(StagedRows rows) {
        return List.of("INSERT INTO " + rows.table().qualifiedName() + " ("
                + rows.table().columnNames() + ") SELECT " + rows.selected() + " FROM " + rows.stage() + " AS s");
    }

    @Override
    public String update(StagedRows rows) {
        return "UPDATE " + rows.table().qualifiedName() + " SET " + rows.assignments() + " FROM " + rows.stage()
                + " AS s WHERE " + rows.sameKey(name(rows), "s");
    }

    /** Returns the name by which a condition refers to the changed table, which gets no alias. */
    private String name(StagedRows rows) {
        return dialect.quoted(rows.table().name());
    }
}
