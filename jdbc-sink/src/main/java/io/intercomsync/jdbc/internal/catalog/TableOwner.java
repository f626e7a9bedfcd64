package io.intercomsync.jdbc.internal.catalog;

import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.util.List;

/** Who made a table, as its name and its columns tell. */
public enum TableOwner {
    SINK("this sink", List.of(), List.of()),
    FIVETRAN("Fivetran", List.of("fivetran_", "_fivetran_"), List.of("_fivetran_")),
    AIRBYTE("Airbyte", List.of("_airbyte_", "_ab_"), List.of("_airbyte_", "_ab_")),
    SEGMENT("Segment", List.of(), List.of("uuid_ts", "__segment")),
    /** Anybody else. */
    OTHERS("somebody else", List.of(), List.of());

    private final String title;
    private final List<String> tables;
    private final List<String> columns;

    /**
     * @param tables how names of the owner's tables begin
     * @param columns how names of the columns begin that the owner adds to its tables
     */
    TableOwner(String title, List<String> tables, List<String> columns) {
        this.title = title;
        this.tables = tables;
        this.columns = columns;
    }

    /** Returns the name of the owner, for people. */
    String title() {
        return title;
    }

    /** Returns whether the owner is a service that goes on writing to its tables. */
    public boolean isService() {
        return !columns.isEmpty();
    }

    /**
     * Returns who made the table.
     *
     * @param isSchemaOfSink whether the sink has already written to the schema
     */
    public static TableOwner of(TableNames names, ActualTable table, boolean isSchemaOfSink) {
        if (names.isBookkeeping(table.name())
                || table.column(OwnColumns.ROW_HASH).isPresent()) {
            return SINK;
        }
        for (TableOwner owner : values()) {
            if (isMarked(owner.tables, names.withoutSchema(table.name()))
                    || table.columns().stream()
                            .map(FoundColumn::name)
                            .anyMatch(column -> isMarked(owner.columns, column))) {
                return owner;
            }
        }
        return !isSchemaOfSink && looksLikeSegment(table) ? SEGMENT : OTHERS;
    }

    private static boolean isMarked(List<String> starts, String name) {
        return starts.stream().anyMatch(SqlNames.folded(name)::startsWith);
    }

    /** Not all of Segment's tables have a column that is Segment's alone. The sink's own tables also have {@code deleted_at}. */
    private static boolean looksLikeSegment(ActualTable table) {
        return table.column("id").isPresent()
                && table.column(OwnColumns.RECEIVED_AT).isPresent()
                && table.column(OwnColumns.DELETED_AT).isEmpty();
    }
}
