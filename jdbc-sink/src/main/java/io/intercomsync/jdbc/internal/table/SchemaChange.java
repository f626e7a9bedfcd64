package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.sql.Definition;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change that closes a difference between the wanted and the actual table. */
public sealed interface SchemaChange {

    Definition definition(Dialect dialect);

    /**
     * Creates a table.
     *
     * @param table its qualified name
     * @param wanted what it is to be like
     */
    record CreateTable(String table, WantedTable wanted) implements SchemaChange {
        @Override
        public Definition definition(Dialect dialect) {
            List<String> parts = new ArrayList<>();
            Map<String, String> comments = new LinkedHashMap<>();
            for (WantedColumn column : wanted.required()) {
                String quoted = dialect.quoted(column.nameInTable());
                String comment = Comments.of(wanted.collection(), column.name());
                parts.add(quoted + " " + TypeRules.type(dialect, column) + (column.isKey() ? " NOT NULL" : "")
                        + (comment.isEmpty() ? "" : dialect.definedComment(comment)));
                if (!comment.isEmpty()) {
                    comments.put(quoted, comment);
                }
            }
            if (dialect.hasKeyConstraints()) {
                parts.add(dialect.primaryKey(wanted.quotedKey(dialect)));
            }
            String options = wanted.options(dialect);
            String text = Comments.of(wanted.collection());
            return new Definition(
                    "CREATE TABLE " + table + " (" + String.join(", ", parts) + ")"
                            + (options.isBlank() ? "" : " " + options) + dialect.definedComment(text),
                    dialect.comments(table, text, comments));
        }
    }

    /**
     * Adds a column, which no row holds yet.
     *
     * @param table the table's qualified name
     */
    record AddColumn(String table, IntercomCollection collection, WantedColumn column) implements SchemaChange {
        @Override
        public Definition definition(Dialect dialect) {
            String quoted = dialect.quoted(column.nameInTable());
            String type = TypeRules.type(dialect, column);
            String comment = Comments.of(collection, column.name());
            return comment.isEmpty()
                    ? new Definition(dialect.addColumn(table, quoted, type))
                    : new Definition(
                            dialect.addColumn(table, quoted, type + dialect.definedComment(comment)),
                            dialect.comments(table, "", Map.of(quoted, comment)));
        }
    }

    /**
     * Gives a column of decimals another type.
     *
     * @param table the table's qualified name
     * @param form how the column stores decimals afterwards
     * @param comment the comment of the column, which it keeps; empty if it has none
     */
    record ChangeType(String table, TargetColumn column, Form form, String comment) implements SchemaChange {

        /** Makes the change of a column that keeps its comment. */
        public static ChangeType of(
                Connection connection, SchemaCatalog catalog, TargetTable table, TargetColumn column, Form form)
                throws SQLException {
            Dialect dialect = catalog.dialect();
            String name = catalog.table(table.name())
                    .flatMap(actual -> actual.column(SqlNames.shortened(column.name(), dialect.longestName())))
                    .map(FoundColumn::name)
                    .orElse(column.name());
            String comment = dialect.catalog().comment(connection, table, name);
            return new ChangeType(table.qualifiedName(), column, form, comment);
        }

        @Override
        public Definition definition(Dialect dialect) {
            String kept = comment.isEmpty() ? "" : dialect.definedComment(comment);
            List<String> statements =
                    dialect.changeTypes(table, column.quotedName(), TypeRules.decimalType(dialect, form) + kept);
            return new Definition(statements.get(0), statements.subList(1, statements.size()));
        }
    }
}
