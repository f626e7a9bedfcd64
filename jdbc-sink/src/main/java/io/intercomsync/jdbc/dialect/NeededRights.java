package io.intercomsync.jdbc.dialect;

import java.util.List;

/**
 * The schema and tables for which a user needs rights.
 *
 * @param schema the schema's name as the database has it
 * @param isSchemaThere whether the schema exists
 * @param isForRowsAlone whether the sink makes and alters nothing, so that it needs the rights on rows alone
 * @param isTableMissing whether a run may have to create a table
 * @param tables the sink's tables that exist, by their names as the database has them
 * @param growingTables those of the tables to which a run may add columns
 * @param alteredTables those of the tables that lack columns, which the next run adds
 */
public record NeededRights(
        String schema,
        boolean isSchemaThere,
        boolean isForRowsAlone,
        boolean isTableMissing,
        List<String> tables,
        List<String> growingTables,
        List<String> alteredTables) {
    public NeededRights {
        tables = List.copyOf(tables);
        growingTables = List.copyOf(growingTables);
        alteredTables = List.copyOf(alteredTables);
    }
}
