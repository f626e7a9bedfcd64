package io.intercomsync.jdbc.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table that the sink writes.
 *
 * @param schema the name of its schema as the database has it
 * @param name its name as the database has it
 * @param qualifiedName its name with the schema's, in quotes
 * @param columns the columns that the sink writes, in the order of the table
 * @param keyColumns the names of the columns that are unique together, in quotes; the workspace's first where there is one
 * @param hasOtherColumns whether the table also has columns that somebody else added
 */
public record TargetTable(
        String schema,
        String name,
        String qualifiedName,
        List<TargetColumn> columns,
        List<String> keyColumns,
        boolean hasOtherColumns) {

    public TargetTable {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }

    /** Returns the column that the sink knows by this name. */
    public Optional<TargetColumn> find(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /** Returns whether the table has the column that the sink knows by this name. */
    public boolean has(String column) {
        return find(column).isPresent();
    }

    /**
     * Returns the name of a column in the table, in quotes.
     *
     * @throws IllegalStateException if the table has no such column
     */
    public String quoted(String column) {
        return find(column)
                .orElseThrow(() -> new IllegalStateException(qualifiedName + " has no column " + column))
                .quotedName();
    }

    /** Returns the names of all columns, in quotes, with commas between them. */
    public String columnNames() {
        return columns.stream().map(TargetColumn::quotedName).collect(Collectors.joining(", "));
    }

    /** Returns a placeholder for each column, with commas between them. */
    public String parameters(Dialect dialect) {
        return columns.stream()
                .map(column -> dialect.parameter(column.boundType()))
                .collect(Collectors.joining(", "));
    }

    /** Returns {@code column = source.column} for each column outside of the key, with commas between them. */
    public String assignments(String source) {
        return columns.stream()
                .map(TargetColumn::quotedName)
                .filter(column -> !keyColumns.contains(column))
                .map(column -> column + " = " + source + "." + column)
                .collect(Collectors.joining(", "));
    }
}
