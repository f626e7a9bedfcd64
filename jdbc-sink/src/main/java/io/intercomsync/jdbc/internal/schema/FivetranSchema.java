package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.relation.FivetranView;
import io.intercomsync.jdbc.internal.relation.ViewMark;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the views in the form of Fivetran's tables in a schema of their own. */
public final class FivetranSchema {
    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final TableNames names;
    private final DefinitionRunner definitions;

    /** @param wanted the schema of the views */
    public FivetranSchema(Connection connection, SinkDatabase database, String wanted) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.names = TableNames.of(wanted, "", "").in(dialect);
        this.definitions = new DefinitionRunner(database, names.schema());
    }

    /**
     * Makes the views whose tables exist, and returns their names.
     *
     * @param workspace the workspace to show; {@code null} if the tables hold one alone
     * @throws SinkException if the database cannot have them, or somebody else has a view or a table of such a name
     */
    public List<String> make(Tables tables, @Nullable String workspace) throws SQLException {
        if (dialect.jsonItems("x", List.of()) == null) {
            throw new SinkException(
                    dialect.name() + " cannot turn a JSON array into rows, so it cannot have these views."
                            + " Use a database that can: the page of the JDBC sink lists them");
        }
        Map<FivetranView, String> queries = new LinkedHashMap<>();
        for (FivetranView view : FivetranView.all()) {
            String query = query(view, tables, workspace);
            if (query != null) {
                queries.put(view, query);
            }
        }
        Transaction.run(connection, database.sessions(), () -> {
            define(queries);
            return true;
        });
        return queries.keySet().stream().map(FivetranView::name).toList();
    }

    private @Nullable String query(FivetranView view, Tables tables, @Nullable String workspace) throws SQLException {
        Map<IntercomCollection, TargetTable> used = new EnumMap<>(IntercomCollection.class);
        for (IntercomCollection collection : view.collections()) {
            tables.find(connection, collection).ifPresent(table -> used.put(collection, table.target()));
        }
        return used.keySet().containsAll(view.collections()) ? view.query(dialect, used, workspace) : null;
    }

    private void define(Map<FivetranView, String> queries) throws SQLException {
        SchemaCatalog catalog = SchemaCatalog.read(
                connection, dialect, names, names.of(FivetranView.all().get(0)));
        String schema = catalog.schema();
        if (schema == null) {
            definitions.tryOnce(connection, names.schema(), dialect.catalog().createSchema(catalog.qualified()));
        }
        List<String> wanted = queries.keySet().stream().map(names::of).toList();
        Map<String, String> existing =
                schema == null ? Map.of() : RelationViews.existing(connection, dialect, schema, wanted);
        List<String> foreign = wanted.stream()
                .filter(name -> {
                    String definition = existing.get(SqlNames.folded(name));
                    return definition != null && ViewMark.find(definition).isEmpty();
                })
                .toList();
        if (!foreign.isEmpty()) {
            throw new SinkException(
                    "The schema " + names.given() + " has views or tables that Intercom Sync did not make ("
                            + String.join(", ", foreign) + "), and it replaces none of them. Choose another schema");
        }
        for (Map.Entry<FivetranView, String> view : queries.entrySet()) {
            String name = names.of(view.getKey());
            define(catalog.qualified(name), view.getValue(), existing.get(SqlNames.folded(name)));
        }
    }

    private void define(String qualified, String query, @Nullable String definition) throws SQLException {
        ViewMark mark = ViewMark.of(query);
        if (definition == null) {
            definitions.tryOnce(connection, qualified, "CREATE VIEW " + qualified + " AS " + mark.in(query));
        } else if (!ViewMark.find(definition).equals(Optional.of(mark))) {
            definitions.tryOnce(connection, qualified, dialect.replaceView(qualified, mark.in(query)));
        }
    }

    /** Returns the folded names of the views of the schema that this class has made. */
    static Set<String> made(Connection connection, Dialect dialect, String schema) throws SQLException {
        List<String> names = FivetranView.all().stream().map(FivetranView::name).toList();
        Set<String> made = new HashSet<>();
        dialect.catalog().views(connection, schema, names).forEach((name, definition) -> {
            if (ViewMark.find(definition).isPresent()) {
                made.add(SqlNames.folded(name));
            }
        });
        return made;
    }
}
