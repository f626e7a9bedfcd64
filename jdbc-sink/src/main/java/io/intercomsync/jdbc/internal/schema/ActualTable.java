package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.dialect.FoundColumn;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database has it.
 *
 * @param name its name as the database has it
 * @param columns its columns in order
 */
record ActualTable(String name, List<FoundColumn> columns) {

    Optional<FoundColumn> column(String column) {
        return SchemaCatalog.find(columns, FoundColumn::name, column);
    }
}
