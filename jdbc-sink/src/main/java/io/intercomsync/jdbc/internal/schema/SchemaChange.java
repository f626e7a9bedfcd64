package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import java.util.ArrayList;
import java.util.List;

/** A statement that closes a difference between the wanted and the actual table. */
sealed interface SchemaChange {

    String sql(Dialect dialect);

    /**
     * Creates a table.
     *
     * @param table its qualified name
     * @param wanted what it is to be like
     */
    record CreateTable(String table, WantedTable wanted) implements SchemaChange {
        @Override
        public String sql(Dialect dialect) {
            List<String> parts = new ArrayList<>();
            for (WantedColumn column : wanted.required()) {
                String quoted = dialect.quoted(column.nameInTable());
                parts.add(quoted + " " + TypeRules.type(dialect, column) + (column.isKey() ? " NOT NULL" : ""));
            }
            if (dialect.hasKeyConstraints()) {
                parts.add("PRIMARY KEY (" + String.join(", ", wanted.quotedKey(dialect)) + ")");
            }
            String options = wanted.options(dialect);
            return "CREATE TABLE " + table + " (" + String.join(", ", parts) + ")"
                    + (options.isBlank() ? "" : " " + options);
        }
    }

    /**
     * Adds a column, which no row holds yet.
     *
     * @param table the table's qualified name
     */
    record AddColumn(String table, WantedColumn column) implements SchemaChange {
        @Override
        public String sql(Dialect dialect) {
            return dialect.addColumn(table, dialect.quoted(column.nameInTable()), TypeRules.type(dialect, column));
        }
    }

    /**
     * Gives a column of decimals another type.
     *
     * @param table the table's qualified name
     * @param form how the column stores decimals afterwards
     */
    record ChangeType(String table, TargetColumn column, Form form) implements SchemaChange {
        @Override
        public String sql(Dialect dialect) {
            return dialect.changeType(table, column.quotedName(), TypeRules.decimalType(dialect, form));
        }
    }
}
