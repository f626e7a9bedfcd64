package io.intercomsync.jdbc.internal.history;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeNames;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.column.AttributeFiller;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds and widens the columns of a table of versions, so that it can hold the rows of the collection's table. A column that cannot be
 * added or widened now stays out of new versions, and the next run tries again.
 */
final class HistoryColumns {
    private static final Logger log = LoggerFactory.getLogger(HistoryColumns.class);

    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final HistoryTable history;
    private final TargetTable target;
    private boolean isFilled = true;

    HistoryColumns(Connection connection, SinkDatabase database, DefinitionRunner definitions, HistoryTable history) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.definitions = definitions;
        this.history = history;
        this.target = history.target();
    }

    /**
     * Closes the differences.
     *
     * @param mayLackValues whether stored versions may have values for a custom attribute that has no column yet
     * @return whether all versions have their values in new columns
     */
    boolean follow(ActualTable actual, boolean mayLackValues) throws SQLException {
        Map<String, AttributeColumn> attributes = history.main().attributes().all().stream()
                .collect(Collectors.toMap(each -> each.column().name(), Function.identity()));
        List<TargetColumn> missing = new ArrayList<>();
        for (TargetColumn column : history.main().target().columns()) {
            FoundColumn found =
                    actual.column(HistoryTables.nameOf(dialect, column)).orElse(null);
            AttributeColumn attribute = attributes.get(column.name());
            if (found != null && HistoryTables.holds(dialect, column, false, found)) {
                continue;
            }
            if (attribute != null && (found != null || isBegun(actual, column))) {
                attempt(column, () -> widen(actual, attribute, found));
            } else if (found == null) {
                missing.add(column);
            } else if (column.type() == ColumnType.DECIMAL) {
                SchemaChange change = new SchemaChange.ChangeType(
                        target.qualifiedName(), named(found.name(), column), column.form(), "");
                attempt(column, () -> run(change.definition(dialect).statements()));
            }
        }
        add(missing);
        if (mayLackValues) {
            fill(missing);
        }
        return isFilled;
    }

    /** Returns whether a wider column is there already, which is to take the place of this one. */
    private static boolean isBegun(ActualTable actual, TargetColumn column) {
        return actual.column(AttributeNames.replacement(column.name())).isPresent();
    }

    private TargetColumn named(String name, TargetColumn column) {
        return new TargetColumn(name, dialect.quoted(name), column.type(), column.form(), null);
    }

    private void add(List<TargetColumn> columns) throws SQLException {
        if (columns.isEmpty()) {
            return;
        }
        if (!attempt(columns.get(0), () -> run(added(columns))) && columns.size() > 1) {
            for (TargetColumn column : columns) {
                attempt(column, () -> run(added(List.of(column))));
            }
        }
    }

    private List<String> added(List<TargetColumn> columns) {
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column ->
                types.put(dialect.quoted(HistoryTables.nameOf(dialect, column)), HistoryTables.type(dialect, column)));
        return dialect.addColumns(target.qualifiedName(), types);
    }

    private void fill(List<TargetColumn> added) throws SQLException {
        List<AttributeColumn> columns = history.main().attributes().all().stream()
                .filter(each -> added.contains(each.column()))
                .map(each -> new AttributeColumn(
                        each.attribute(), named(HistoryTables.nameOf(dialect, each.column()), each.column())))
                .toList();
        isFilled &= new AttributeFiller(connection, database, target).fillColumns(columns);
    }

    /** Fills a wider column from the JSON of the versions, and gives it the place of the other one. Goes on where a run has died. */
    private void widen(ActualTable actual, AttributeColumn attribute, @Nullable FoundColumn found) throws SQLException {
        TargetColumn column = attribute.column();
        String replacement = AttributeNames.replacement(column.name());
        FoundColumn begun = actual.column(replacement).orElse(null);
        if (begun != null && !HistoryTables.holds(dialect, column, false, begun)) {
            run(List.of("ALTER TABLE " + target.qualifiedName() + " DROP COLUMN " + dialect.quoted(begun.name())));
            begun = null;
        }
        TargetColumn wider = named(replacement, column);
        if (begun == null) {
            run(dialect.addColumns(
                    target.qualifiedName(), Map.of(wider.quotedName(), HistoryTables.type(dialect, column))));
        }
        isFilled &= new AttributeFiller(connection, database, target)
                .fillColumns(List.of(new AttributeColumn(attribute.attribute(), wider)));
        List<String> statements = dialect.replaceColumn(
                target.qualifiedName(),
                dialect.quoted(found == null ? column.name() : found.name()),
                wider.quotedName());
        run(found == null ? statements.subList(statements.size() - 1, statements.size()) : statements);
    }

    private void run(List<String> statements) throws SQLException {
        for (String sql : statements) {
            definitions.run(connection, target.name(), sql);
        }
    }

    /** Defines something. */
    @FunctionalInterface
    private interface Definition {
        void run() throws SQLException;
    }

    /** Runs a definition, and returns whether the database took it. */
    private boolean attempt(TargetColumn column, Definition definition) throws SQLException {
        try {
            definition.run();
            return true;
        } catch (SQLException e) {
            if (definitions.endsRun(e) || database.errors().isAlreadyThere(e)) {
                throw e;
            }
            log.warn(
                    "Versions in {} lack the column {} until the database takes it: {}",
                    target.qualifiedName(),
                    column.name(),
                    SinkFailure.messageWithoutData(e, database.errors()));
            return false;
        }
    }
}
