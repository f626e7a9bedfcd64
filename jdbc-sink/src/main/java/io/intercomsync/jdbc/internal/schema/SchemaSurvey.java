package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.catalog.TableOwner;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.table.TableMatcher;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import io.intercomsync.jdbc.internal.table.WantedTable;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a schema holds, and who made them. Reading them changes nothing.
 *
 * @param schema the schema's name as the database has it; {@code null} if there is no such schema
 * @param tables its tables; at most {@value #MOST_OTHERS} of those whose names the sink does not want
 * @param checkpoints the table of checkpoints, if there is one
 * @param strangersAtViews views and tables with the names of the sink's views that the sink did not make
 */
public record SchemaSurvey(
        @Nullable String schema,
        List<SurveyedTable> tables,
        Optional<CheckpointTable> checkpoints,
        List<String> strangersAtViews) {
    /** A schema may have thousands of tables, and the columns of each take a query. */
    private static final int MOST_OTHERS = 200;

    /** How many tables of its own the sink has. */
    private static final int OWN = 2;

    /**
     * Surveys the schema.
     *
     * @param isShared whether several workspaces may share the schema
     */
    public static SchemaSurvey read(Connection connection, Dialect dialect, TableNames wanted, boolean isShared)
            throws SQLException {
        TableNames names = wanted.in(dialect);
        SchemaCatalog ofCheckpoints = SchemaCatalog.read(connection, dialect, names, names.checkpoints());
        String schema = ofCheckpoints.schema();
        List<String> there = schema == null
                ? List.of()
                : dialect.catalog().tables(connection, schema).stream()
                        .filter(names::isInSchema)
                        .distinct()
                        .toList();
        if (schema == null || (there.isEmpty() && !dialect.hasSchemas())) {
            return new SchemaSurvey(null, List.of(), Optional.empty(), List.of());
        }
        Optional<CheckpointTable> checkpoints = ofCheckpoints
                .table(names.checkpoints())
                .map(table ->
                        new CheckpointTable(names, ofCheckpoints.qualified(names.checkpoints()), dialect, isShared));
        Map<String, Boolean> views = RelationViews.isOwnByName(connection, dialect, names, schema);
        Set<String> fivetran = FivetranSchema.made(connection, dialect, schema);
        List<String> unmade = there.stream()
                .filter(name -> !views.getOrDefault(SqlNames.folded(name), false))
                .filter(name -> !fivetran.contains(SqlNames.folded(name)))
                .toList();
        List<SurveyedTable> tables =
                surveyed(connection, dialect, names, unmade, SchemaOptions.toRead(isShared), checkpoints.isPresent());
        return new SchemaSurvey(
                schema,
                tables,
                checkpoints,
                views.keySet().stream()
                        .filter(view -> !views.getOrDefault(view, true))
                        .toList());
    }

    private static List<SurveyedTable> surveyed(
            Connection connection,
            Dialect dialect,
            TableNames names,
            List<String> there,
            SchemaOptions options,
            boolean isSchemaOfSink)
            throws SQLException {
        Map<String, IntercomCollection> collections = collections(names);
        List<SurveyedTable> tables = new ArrayList<>();
        int foreign = 0;
        for (String name : there) {
            IntercomCollection collection = collections.get(SqlNames.folded(name));
            boolean isWanted = collection != null || names.isBookkeeping(name);
            if (isWanted || ++foreign <= MOST_OTHERS) {
                SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, name);
                WantedTable table = collection == null ? null : SchemaScript.wanted(dialect, collection, options);
                catalog.tables().stream()
                        .filter(actual -> actual.name().equals(name))
                        .map(actual -> surveyed(catalog, actual, table, isWanted, isSchemaOfSink))
                        .forEach(tables::add);
            }
        }
        return tables;
    }

    private static Map<String, IntercomCollection> collections(TableNames names) {
        Map<String, IntercomCollection> collections = new LinkedHashMap<>();
        for (IntercomCollection collection : IntercomCollection.values()) {
            collections.put(SqlNames.folded(names.of(collection)), collection);
        }
        return collections;
    }

    private static SurveyedTable surveyed(
            SchemaCatalog catalog,
            ActualTable actual,
            @Nullable WantedTable wanted,
            boolean isWanted,
            boolean isSchemaOfSink) {
        return new SurveyedTable(
                actual.name(),
                TableOwner.of(catalog.names(), actual, isSchemaOfSink),
                isWanted,
                wanted != null,
                wanted != null && !wanted.missing(actual).isEmpty(),
                wanted == null ? null : misfit(new TableMatcher(catalog, wanted, actual), wanted.missing(actual)));
    }

    private static @Nullable String misfit(TableMatcher matcher, List<WantedColumn> missing) {
        try {
            matcher.refuseOtherTypes();
            matcher.refuseMissingKey(missing);
            matcher.table(new ColumnGenerations(List.of()));
            return null;
        } catch (SinkException e) {
            return e.getMessage();
        }
    }

    /** Returns whether the sink has written to the schema. */
    public boolean isOfSink() {
        return checkpoints.isPresent()
                || tables.stream().anyMatch(table -> table.isWanted() && table.owner() == TableOwner.SINK);
    }

    /** Returns whether the sink may have to create a table: one of a collection, or one of its own. */
    public boolean lacksTables() {
        return tables.stream().filter(SurveyedTable::isWanted).count() < IntercomCollection.values().length + OWN;
    }

    /**
     * Returns the tables of services, by service.
     *
     * @param areWanted whether to return those whose names the sink wants, else all others
     */
    public Map<TableOwner, List<String>> ofServices(boolean areWanted) {
        return tables.stream()
                .filter(table -> table.owner().isService() && table.isWanted() == areWanted)
                .collect(Collectors.groupingBy(
                        SurveyedTable::owner,
                        LinkedHashMap::new,
                        Collectors.mapping(SurveyedTable::name, Collectors.toList())));
    }
}
