package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gathers what a schema lacks, for a sink that makes nothing itself, and the statements that make it. */
public final class SchemaGaps {
    private final Dialect dialect;
    private final TableNames names;
    private final List<String> lacking = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    SchemaGaps(Dialect dialect, TableNames names) {
        this.dialect = dialect;
        this.names = names;
    }

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
                    .ifPresent(found -> {
                        lacking.add("the column " + found.name() + " of the table " + name + " with the type "
                                + TypeRules.type(dialect, column) + " instead of " + found.type());
                        statements.add(dialect.changeType(
                                matcher.qualified(), dialect.quoted(found.name()), TypeRules.type(dialect, column)));
                    });
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

    private void add(String what, Definition definition) {
        lacking.add(what);
        statements.add(definition.sql()); // a message with all comments would be too long
    }

    private void add(String what, String statement) {
        add(what, new Definition(statement));
    }

    /** Returns whether the schema has all that the sink needs. */
    public boolean isEmpty() {
        return lacking.isEmpty();
    }

    /** Says what the schema lacks. */
    public String what() {
        String title = names.title();
        return "T" + title.substring(1) + " lacks " + String.join("; ", lacking)
                + ". The sink makes none of it, since it is built with neverAlter()";
    }

    /** Returns the statements that make it. */
    public List<String> statements() {
        return statements;
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

    /** @throws SinkException if the schema lacks anything */
    void refuse() {
        if (!isEmpty()) {
            throw new SinkException(
                    what() + ". Run these statements, then run again: " + String.join("; ", statements) + ";");
        }
    }
}
