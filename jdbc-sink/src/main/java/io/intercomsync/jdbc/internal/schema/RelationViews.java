package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.relation.ViewDefinition;
import io.intercomsync.jdbc.internal.relation.ViewMark;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the views over the tables: creates missing ones, and replaces its own ones whose query has changed. It reads the catalog once, and
 * later looks only at the views of tables that were prepared. Runs do not need the views, so a failure is logged and the run goes on. If
 * the catalog cannot be read, it makes no views before the next run.
 */
final class RelationViews {
    private static final List<ViewDefinition> VIEWS = ViewDefinition.ofSink();

    private final SinkDatabase database;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final TableNames names;
    private final ViewWarnings warnings;
    private final Set<IntercomCollection> prepared = EnumSet.noneOf(IntercomCollection.class);
    /** By folded name, the definitions of views, and an empty text for anything else; {@code null} until the catalog is read. */
    private @Nullable Map<String, String> existing;
    /** Is set when the catalog could not be read: another try might wait for the same lock, and hold up the rows of a unit. */
    private boolean isPutOff;

    /** Finds the table of a collection, if it exists. */
    @FunctionalInterface
    interface TableFinder {
        Optional<CollectionTable> find(IntercomCollection collection) throws SQLException;
    }

    RelationViews(SinkDatabase database, DefinitionRunner definitions, TableNames names, ViewWarnings warnings) {
        this.database = database;
        this.dialect = database.dialect();
        this.definitions = definitions;
        this.names = names;
        this.warnings = warnings;
    }

    /** Forgets the catalog, since somebody else may have changed it. */
    void forget() {
        existing = null;
        prepared.clear();
    }

    /** Lets a run look for the views, also if the last one could not. */
    void beginRun() {
        isPutOff = false;
    }

    /** Notes that the table of the collection may be new, or may have new columns. */
    void note(IntercomCollection collection) {
        prepared.add(collection);
    }

    /** Makes the views that can be made by now. */
    void make(Connection connection, TableFinder tables) {
        if (!warnings.areViewsWanted() || isPutOff || (existing != null && prepared.isEmpty())) {
            return;
        }
        Set<IntercomCollection> changed = Set.copyOf(prepared);
        prepared.clear();
        try {
            SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, names.checkpoints());
            String schema = catalog.schema();
            if (schema != null) {
                make(connection, catalog, schema, changed, tables);
            }
        } catch (SQLException e) {
            isPutOff = true;
            warnings.warn("The sink cannot look for the views of " + names.title() + ": " + reason(e)
                    + ". It tries again in the next run; views(false) switches views off");
        }
    }

    private void make(
            Connection connection,
            SchemaCatalog catalog,
            String schema,
            Set<IntercomCollection> changed,
            TableFinder tables)
            throws SQLException {
        Map<String, String> known = existing;
        boolean isFirst = known == null;
        if (known == null) {
            known = existing(connection, dialect, schema, ownNames(names));
            existing = known;
        }
        for (IntercomCollection collection : changed) {
            known.put(SqlNames.folded(names.of(collection)), "");
        }
        for (ViewDefinition view : VIEWS) {
            String name = names.of(view);
            String definition = known.get(SqlNames.folded(name));
            ViewMark mark =
                    definition == null ? null : ViewMark.find(definition).orElse(null);
            boolean isMissing = definition == null || (mark != null && mark.isOfOtherVersion());
            boolean isChanged = view.collections().stream().anyMatch(changed::contains);
            boolean areTablesThere = view.collections().stream()
                    .map(collection -> SqlNames.folded(names.of(collection)))
                    .allMatch(known::containsKey);
            if (definition != null && mark == null) {
                warnings.warn("The schema " + names.given() + " has a view or a table " + name
                        + " that the sink did not make. The sink leaves it alone and makes no view of this name. Rename it"
                        + " to get the view");
            } else if (areTablesThere && (isChanged || (isFirst && isMissing))) {
                make(connection, view, catalog.qualified(name), mark, tables);
            }
        }
    }

    /** Returns whether the sink has made it, for each view and table of the schema that has the name of a view of the sink. */
    static Map<String, Boolean> isOwnByName(Connection connection, Dialect dialect, TableNames names, String schema)
            throws SQLException {
        Map<String, String> existing = existing(connection, dialect, schema, ownNames(names));
        Map<String, Boolean> own = new TreeMap<>();
        for (ViewDefinition view : VIEWS) {
            String name = SqlNames.folded(names.of(view));
            String definition = existing.get(name);
            if (definition != null) {
                own.put(name, ViewMark.find(definition).isPresent());
            }
        }
        return own;
    }

    private static List<String> ownNames(TableNames names) {
        return VIEWS.stream().map(names::of).toList();
    }

    /** Returns the definitions of views that exist, by folded name; an empty text for anything else of the schema. */
    static Map<String, String> existing(Connection connection, Dialect dialect, String schema, List<String> views)
            throws SQLException {
        Map<String, String> existing = new HashMap<>();
        for (String name : dialect.catalog().tables(connection, schema)) {
            existing.put(SqlNames.folded(name), "");
        }
        dialect.catalog()
                .views(connection, schema, views.stream().map(SqlNames::folded).toList())
                .forEach((name, definition) -> existing.put(SqlNames.folded(name), definition));
        return existing;
    }

    /** @param mark the mark of the view that exists; {@code null} if there is none */
    private void make(
            Connection connection, ViewDefinition view, String qualified, @Nullable ViewMark mark, TableFinder tables)
            throws SQLException {
        Map<IntercomCollection, TargetTable> used = new EnumMap<>(IntercomCollection.class);
        for (IntercomCollection collection : view.collections()) {
            tables.find(collection).ifPresent(table -> used.put(collection, table.target()));
        }
        String query = used.keySet().containsAll(view.collections()) ? view.query(dialect, used) : null;
        if (query == null || ViewMark.of(query).equals(mark)) {
            return;
        }
        String marked = ViewMark.of(query).in(query);
        String sql = mark == null ? create(qualified, marked) : dialect.replaceView(qualified, marked);
        try {
            definitions.tryOnce(connection, names.of(view), sql);
            if (existing != null) {
                existing.put(SqlNames.folded(names.of(view)), marked);
            }
        } catch (SQLException e) {
            if (!database.errors().isAlreadyThere(e)) { // else the sink of another workspace has just made it
                warnings.warn("The sink cannot make the view " + qualified + ": " + reason(e)
                        + ". Rows are stored all the same. " + remedy(e));
            }
        }
    }

    /** Readers of a view hold a lock on it. */
    private String remedy(SQLException e) {
        return database.errors().isLockTimeout(e)
                ? "A later run tries again"
                : "Give the user the right to create views in the schema, or switch views off by views(false)";
    }

    private static String create(String qualified, String marked) {
        return "CREATE VIEW " + qualified + " AS " + marked;
    }

    /** Returns the statements that create the views over these tables, as far as the database can have them. */
    static List<String> definitions(SchemaCatalog catalog, Map<IntercomCollection, TargetTable> tables) {
        List<String> statements = new ArrayList<>();
        for (ViewDefinition view : VIEWS) {
            String query = view.query(catalog.dialect(), tables);
            if (query != null) {
                statements.add(create(
                        catalog.qualified(catalog.names().of(view)),
                        ViewMark.of(query).in(query)));
            }
        }
        return statements;
    }

    private String reason(SQLException e) {
        return SinkFailure.messageWithoutData(e, database.errors());
    }
}
