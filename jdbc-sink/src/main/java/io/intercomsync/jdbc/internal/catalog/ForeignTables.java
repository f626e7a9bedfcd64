package io.intercomsync.jdbc.internal.catalog;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps the sink out of tables to which a service like Segment writes, and finds a free name for a schema. */
public final class ForeignTables {
    private static final String USUAL = "intercom";
    private static final int ROOM_FOR_SUFFIX = 16;

    private ForeignTables() {}

    /**
     * Refuses a schema that the sink has not written to yet and that holds tables of a service under the names of collections.
     *
     * @throws SinkException if it does
     */
    public static void refuse(Connection connection, Dialect dialect, TableNames names) throws SQLException {
        Map<TableOwner, List<String>> byService = new EnumMap<>(TableOwner.class);
        for (IntercomCollection collection : IntercomCollection.values()) {
            SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, names.of(collection));
            catalog.table(collection).ifPresent(table -> {
                TableOwner owner = TableOwner.of(names, table, false);
                if (owner.isService()) {
                    byService.computeIfAbsent(owner, any -> new ArrayList<>()).add(table.name());
                }
            });
        }
        if (!byService.isEmpty()) {
            throw refused(connection, dialect, names, byService);
        }
    }

    /**
     * Refuses a table of a service in a schema of the sink.
     *
     * @throws SinkException if it is of a service
     */
    public static void refuse(Connection connection, SchemaCatalog catalog, ActualTable table) throws SQLException {
        TableOwner owner = TableOwner.of(catalog.names(), table, true);
        if (owner.isService()) {
            throw refused(connection, catalog.dialect(), catalog.names(), Map.of(owner, List.of(table.name())));
        }
    }

    private static SinkException refused(
            Connection connection, Dialect dialect, TableNames names, Map<TableOwner, List<String>> byService)
            throws SQLException {
        return new SinkException(what(names.given(), byService) + ", and it changes none of them. "
                + remedy(freeName(connection, dialect, names)));
    }

    /** Says which tables of services have the names that the sink wants. */
    public static String what(String schema, Map<TableOwner, List<String>> byService) {
        return "The schema " + schema + " holds " + listed(byService) + ". The sink wants tables of the same names";
    }

    /** Names the tables of each service. */
    public static String listed(Map<TableOwner, List<String>> byService) {
        return byService.entrySet().stream()
                .map(entry -> "tables of " + entry.getKey().title() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(" and "));
    }

    /** Says how to use a schema of another name. */
    public static String remedy(String freeName) {
        return "Choose a schema of the sink's own, \"" + freeName + "\" for example, by the builder's schema(...)";
    }

    /** Returns a name like the wanted one that no schema has. */
    public static String freeName(Connection connection, Dialect dialect, TableNames names) throws SQLException {
        String wanted = names.given();
        Set<String> taken = taken(connection, dialect);
        boolean isUsable = SqlNames.bytes(wanted) <= dialect.longestName() - ROOM_FOR_SUFFIX
                && !dialect.checks().isReserved(wanted);
        String base = isUsable ? wanted : USUAL;
        if (!isUsable && !taken.contains(base)) {
            return base;
        }
        String free = base + "_sync";
        for (int number = 2; taken.contains(SqlNames.folded(free)); number++) {
            free = String.format(Locale.ROOT, "%s_sync_%d", base, number);
        }
        return free;
    }

    /** Returns the names of schemas; without schemas, each beginning of a table's name that a schema could have made. */
    private static Set<String> taken(Connection connection, Dialect dialect) throws SQLException {
        Set<String> taken = new TreeSet<>();
        for (String schema : dialect.catalog().schemas(connection)) {
            if (dialect.hasSchemas()) {
                taken.add(SqlNames.folded(schema));
                continue;
            }
            for (String table : dialect.catalog().tables(connection, schema)) {
                for (int end = table.indexOf('_'); end > 0; end = table.indexOf('_', end + 1)) {
                    taken.add(SqlNames.folded(table.substring(0, end)));
                }
            }
        }
        return taken;
    }
}
