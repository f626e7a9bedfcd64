package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.internal.catalog.TableOwner;
import org.jspecify.annotations.Nullable;

/**
 * A table that a schema holds.
 *
 * @param name its name as the database has it
 * @param owner who made it
 * @param isWanted whether the sink wants a table of this name
 * @param isCollection whether that table is one of a collection, not the sink's own
 * @param lacksColumns whether a run would add columns
 * @param misfit says why the sink cannot write to it, and what to do; {@code null} if the sink can
 */
public record SurveyedTable(
        String name,
        TableOwner owner,
        boolean isWanted,
        boolean isCollection,
        boolean lacksColumns,
        @Nullable String misfit) {}
