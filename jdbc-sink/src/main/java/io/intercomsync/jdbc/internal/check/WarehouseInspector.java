package io.intercomsync.jdbc.internal.check;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.connect.Connections;
import io.intercomsync.jdbc.internal.connect.DatabaseAddress;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Inspects a warehouse without changing it: the connection, the database, the schema and the writer's place. */
public final class WarehouseInspector {
    private final Connections connections;
    private final TableNames names;
    private final SchemaOptions options;
    private final boolean areViewsWanted;
    private final UnaryOperator<String> place;

    /**
     * @param options the options that concern the tables
     * @param areViewsWanted whether a run makes views
     * @param place returns the writer's place of a workspace
     */
    public WarehouseInspector(
            Connections connections,
            TableNames names,
            SchemaOptions options,
            boolean areViewsWanted,
            UnaryOperator<String> place) {
        this.connections = connections;
        this.names = names;
        this.options = options;
        this.areViewsWanted = areViewsWanted;
        this.place = place;
    }

    public Inspection inspect() {
        Inspection inspection = new Inspection();
        try {
            connections.look((connection, database) -> inspect(connection, database, inspection));
        } catch (SinkException e) {
            noteTarget(inspection);
            inspection.add(Problem.ofMessage(String.valueOf(e.getMessage())));
        }
        return inspection;
    }

    /** Notes what is known of the database that could not be reached. */
    private void noteTarget(Inspection inspection) {
        connections.address().ifPresent(address -> {
            inspection.note("host", address.host());
            inspection.note("database", address.database());
        });
        inspection.note("user", connections.user());
        inspection.note("schema", names.given());
    }

    private void inspect(Connection connection, SinkDatabase database, Inspection inspection) {
        Dialect dialect = database.dialect();
        try {
            inspectDatabase(connection, dialect, inspection);
            inspection.note("schema", names.given());
            if (!names.prefix().isEmpty()) {
                inspection.note("table prefix", names.prefix());
            }
            new SchemaInspector(connection, dialect, names, options, areViewsWanted, inspection).inspect();
            inspectPlaces(connection, database, inspection);
        } catch (SQLException e) {
            inspection.add(Problem.ofMessage(message(e, dialect)));
        }
    }

    /** Returns what failed and what to do; the words of the database if there is no advice. */
    private String message(SQLException e, Dialect dialect) {
        String doing = "Cannot check " + names.title();
        String message =
                String.valueOf(SinkFailure.of(doing, e, dialect.errors()).getMessage());
        return message.equals(doing) ? doing + ": " + SinkFailure.messageWithoutData(e, dialect.errors()) : message;
    }

    private static void inspectDatabase(Connection connection, Dialect dialect, Inspection inspection)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        DatabaseChecks checks = dialect.checks();
        inspection.note("product", data.getDatabaseProductName());
        inspection.note("version", data.getDatabaseProductVersion());
        DatabaseAddress address = DatabaseAddress.of(data.getURL());
        String name = connection.getCatalog();
        inspection.note("host", address.host());
        inspection.note("database", name == null ? address.database() : name);
        inspection.note("user", data.getUserName());
        if (isTooOld(data, checks)) {
            int minor = checks.oldestMinorVersion();
            inspection.add(Problem.blocking(
                    dialect.name() + " " + data.getDatabaseProductVersion() + " is too old: the sink is made for "
                            + checks.oldestVersion() + (minor == 0 ? "" : "." + minor) + " and newer",
                    "Upgrade the database"));
        }
        if (checks.isReadOnly(connection)) {
            inspection.add(Problem.blocking(
                    "The connection is read-only",
                    "Connect to the database that may be written, and take out settings that make transactions or the"
                            + " file read-only"));
        }
    }

    private static boolean isTooOld(DatabaseMetaData data, DatabaseChecks checks) throws SQLException {
        int major = data.getDatabaseMajorVersion();
        return major == checks.oldestVersion()
                ? data.getDatabaseMinorVersion() < checks.oldestMinorVersion()
                : major < checks.oldestVersion();
    }

    private void inspectPlaces(Connection connection, SinkDatabase database, Inspection inspection)
            throws SQLException {
        List<String> workspaces = options.isShared() ? inspection.workspaces() : List.of("");
        String state = "free";
        for (String workspace : workspaces) {
            String one = place.apply(workspace);
            if (connections.holds(one)) {
                state = "held by this sink";
            } else if (!database.locks().isFree(connection, one)) {
                state = "held";
                String holder = database.locks().holder(connection, one);
                inspection.add(Problem.warning(
                        "Another run has the place of the writer of " + one + (holder.isEmpty() ? "" : ": " + holder),
                        "Only one may write at a time: let that run end, or choose another schema if it is not yours"));
            }
        }
        inspection.note("writer's place", state);
    }
}
