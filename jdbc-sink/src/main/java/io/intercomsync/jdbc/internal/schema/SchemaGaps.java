package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.ForeignTables;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.history.HistoryTables;
import io.intercomsync.jdbc.internal.sql.Definition;
import io.intercomsync.jdbc.internal.table.SchemaChange;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.table.TableMatcher;
import io.intercomsync.jdbc.internal.table.TypeRules;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import io.intercomsync.jdbc.internal.table.WantedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the parts that a schema lacks, for a sink that makes none itself. */
public final class SchemaGaps {
    private static final int LONGEST_STATEMENT = 300;

    private final Dialect dialect;
    private final TableNames names;
    private final List<Gap> gaps = new ArrayList<>();

    SchemaGaps(Dialect dialect, TableNames names) {
        this.dialect = dialect;
        this.names = names;
    }

    /**
     * A part that the schema lacks.
     *
     * @param part its name: {@code the table tags}
     * @param statement the statement that makes it
     * @param mistyped the table of a column that has another type; empty for every other part
     */
    public record Gap(String part, String statement, String mistyped) {}

    /**
     * Compares the whole schema with what a sink with these options needs. Changes nothing.
     *
     * @param wanted the names that the user wants
     */
    public static SchemaGaps ofWanted(Connection connection, Dialect dialect, TableNames wanted, SchemaOptions options)
            throws SQLException {
        return find(connection, dialect, wanted.in(dialect), options);
    }

    /** @param names the names as the database can have them */
    private static SchemaGaps find(Connection connection, Dialect dialect, TableNames names, SchemaOptions options)
            throws SQLException {
        SchemaGaps gaps = new SchemaGaps(dialect, names);
        SchemaCatalog first = SchemaCatalog.read(connection, dialect, names, names.checkpoints());
        if (first.schema() == null) {
            gaps.add("the schema itself", dialect.catalog().createSchema(first.qualified()));
        }
        for (Map.Entry<String, Definition> own :
                SchemaScript.bookkeeping(first, options).entrySet()) {
            if (SchemaCatalog.read(connection, dialect, names, own.getKey())
                    .table(own.getKey())
                    .isEmpty()) {
                gaps.add("the table " + own.getKey(), own.getValue());
            }
        }
        for (IntercomCollection collection : IntercomCollection.values()) {
            SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, names.of(collection));
            ActualTable actual = catalog.table(collection).orElse(null);
            if (actual != null) {
                ForeignTables.refuse(connection, catalog, actual);
            }
            WantedTable wanted = SchemaScript.wanted(dialect, collection, options);
            gaps.add(catalog, wanted);
            if (options.histories().contains(collection)) {
                gaps.addHistory(connection, wanted);
            }
        }
        return gaps;
    }

    /** Adds what the table lacks. */
    SchemaGaps add(SchemaCatalog catalog, WantedTable wanted) {
        String name = names.of(wanted.collection());
        ActualTable actual = catalog.table(name).orElse(null);
        if (actual == null) {
            add("the table " + name, new SchemaChange.CreateTable(catalog.qualified(name), wanted).definition(dialect));
            return this;
        }
        TableMatcher matcher = new TableMatcher(catalog, wanted, actual);
        for (WantedColumn column : wanted.missing(actual)) {
            add(
                    "the column " + column.nameInTable() + " of the table " + name,
                    new SchemaChange.AddColumn(matcher.qualified(), wanted.collection(), column).definition(dialect));
        }
        for (WantedColumn column : wanted.required()) {
            actual.column(column.nameInTable())
                    .filter(found -> TypeRules.form(dialect, column, found.type()) == null)
                    .ifPresent(found -> gaps.add(new Gap(
                            "the column " + found.name() + " of the table " + name + " with the type "
                                    + TypeRules.type(dialect, column) + " instead of " + found.type(),
                            dialect.changeType(
                                    matcher.qualified(), dialect.quoted(found.name()), TypeRules.type(dialect, column)),
                            name)));
        }
        return this;
    }

    private void addHistory(Connection connection, WantedTable wanted) throws SQLException {
        String name = names.history(wanted.collection());
        SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, name);
        ActualTable actual = catalog.table(name).orElse(null);
        if (actual == null) {
            add("the table " + name, HistoryTables.definition(catalog, wanted.collection(), wanted.made(catalog)));
            return;
        }
        for (WantedColumn column : wanted.missing(actual)) {
            add(
                    "the column " + column.nameInTable() + " of the table " + name,
                    new SchemaChange.AddColumn(catalog.qualified(actual.name()), wanted.collection(), column)
                            .definition(dialect)
                            .sql());
        }
    }

    private void add(String part, Definition definition) {
        add(part, definition.sql());
    }

    private void add(String part, String statement) {
        gaps.add(new Gap(part, statement, ""));
    }

    /** Returns the missing parts in the order in which to make them; empty if the schema is whole. */
    public List<Gap> all() {
        return gaps;
    }

    /**
     * Refuses a schema that is not whole, before a row is written.
     *
     * @throws SinkException if it lacks anything, or if it is one of a service
     */
    static void refuse(Connection connection, Dialect dialect, TableNames names, SchemaOptions options)
            throws SQLException {
        String checkpoints = names.checkpoints();
        if (SchemaCatalog.read(connection, dialect, names, checkpoints)
                .table(checkpoints)
                .isEmpty()) {
            ForeignTables.refuse(connection, dialect, names);
        }
        find(connection, dialect, names, options).refuse();
    }

    /**
     * Refuses a schema that is not whole. The message has a short statement at most, since a report is one line for each collection.
     *
     * @throws SinkException if the schema lacks anything
     */
    void refuse() {
        if (!gaps.isEmpty()) {
            String parts = gaps.stream().map(Gap::part).collect(Collectors.joining("; "));
            throw new SinkException("Cannot write to " + names.title() + ": it lacks " + parts
                    + ". A sink with neverAlter() makes nothing: " + remedy());
        }
    }

    private String remedy() {
        String first = gaps.get(0).statement();
        return gaps.size() == 1 && first.length() <= LONGEST_STATEMENT
                ? "run the statement " + first
                : "run what JdbcSink.check() returns, a statement for each part";
    }
}
