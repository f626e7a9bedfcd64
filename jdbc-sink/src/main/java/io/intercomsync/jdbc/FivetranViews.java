package io.intercomsync.jdbc;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes views in the form of the tables of Fivetran's connector for Intercom, in a schema of their own, so that queries and dbt models
 * made for these tables can read what a {@link JdbcSink} has stored. Ids are text, times are timestamps, and only live rows are
 * shown.
 *
 * <p>Make the views after the first run, and again after an update of this library: views that are right are left alone. A view or
 * a table that this class did not make is never replaced.
 */
public final class FivetranViews {
    private final JdbcSink warehouse;
    private final String schema;
    private @Nullable String workspace;

    private FivetranViews(JdbcSink warehouse, String schema) {
        this.warehouse = warehouse;
        this.schema = schema;
    }

    /**
     * Starts views over the tables of the sink.
     *
     * @param warehouse the sink, which may be closed
     * @param schema the schema of the views, which is created if it is missing; not that of the tables
     * @throws IllegalArgumentException if it is blank or the schema of the tables
     */
    public static FivetranViews of(JdbcSink warehouse, String schema) {
        requireNonNull(warehouse, "warehouse");
        requireNonNull(schema, "schema");
        if (schema.isBlank() || schema.indexOf(0) >= 0 || schema.equalsIgnoreCase(warehouse.schema())) {
            throw new IllegalArgumentException("Not the name of a schema for these views alone: \"" + schema + "\"");
        }
        return new FivetranViews(warehouse, schema);
    }

    /** Shows the rows of this workspace. It is needed if the sink has a {@code workspaceColumn()}: a view shows one workspace. */
    public FivetranViews workspace(String workspace) {
        this.workspace = requireNonNull(workspace, "workspace");
        return this;
    }

    /**
     * Makes the views, in one transaction where the database allows it. A view whose tables do not exist is left out.
     *
     * @return the names of the views that there are now
     * @throws IllegalStateException if several workspaces share the tables and none is chosen, or one is chosen and they do not
     * @throws SinkException if the views cannot be made
     */
    public List<String> make() {
        return warehouse.makeFivetranViews(schema, workspace);
    }
}
