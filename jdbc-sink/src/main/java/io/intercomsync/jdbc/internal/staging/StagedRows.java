package io.intercomsync.jdbc.internal.staging;

import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in a staging table, on their way to a table.
 *
 * @param table the table
 * @param stage the name of the staging table, as SQL spells it
 * @param values for each column of the table the expression of its value, of a staging table with the alias {@code s}
 */
public record StagedRows(TargetTable table, String stage, List<String> values) {

    /** Returns the condition that a row of the table has the key of a staged row. */
    public String sameKey(String ofTable, String ofStage) {
        return table.keyColumns().stream()
                .map(column -> ofTable + "." + column + " = " + ofStage + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /** Returns the values, with commas between them. */
    public String selected() {
        return String.join(", ", values);
    }

    /** Returns the values with the names of their columns, with commas between them. */
    public String named() {
        return columns().mapToObj(i -> values.get(i) + " AS " + name(i)).collect(Collectors.joining(", "));
    }

    /** Returns {@code column = value} for each column outside of the key, with commas between them. */
    public String assignments() {
        return columns()
                .filter(i -> !table.keyColumns().contains(name(i)))
                .mapToObj(i -> name(i) + " = " + values.get(i))
                .collect(Collectors.joining(", "));
    }

    /** Returns each column with an alias before it, with commas between them. */
    public String columnsOf(String alias) {
        return columns().mapToObj(i -> alias + "." + name(i)).collect(Collectors.joining(", "));
    }

    /** Returns {@code MERGE} that updates the rows that are there and inserts the others. */
    public String merge() {
        return "MERGE INTO " + table.qualifiedName() + " AS t USING (SELECT " + named() + " FROM " + stage
                + " AS s) AS s ON " + sameKey("t", "s") + " WHEN MATCHED THEN UPDATE SET " + table.assignments("s")
                + " WHEN NOT MATCHED THEN INSERT (" + table.columnNames() + ") VALUES (" + columnsOf("s") + ")";
    }

    /** Returns {@code INSERT ... SELECT} of the rows of which the table has no row with their key. */
    public String insertOfNew(String alias) {
        return "INSERT INTO " + table.qualifiedName() + " (" + table.columnNames() + ") SELECT " + selected() + " FROM "
                + stage + " AS s WHERE NOT EXISTS (SELECT 1 FROM " + table.qualifiedName() + " AS " + alias + " WHERE "
                + sameKey("t", "s") + ")";
    }

    private IntStream columns() {
        return IntStream.range(0, values.size());
    }

    private String name(int column) {
        TargetColumn found = table.columns().get(column);
        return found.quotedName();
    }
}
