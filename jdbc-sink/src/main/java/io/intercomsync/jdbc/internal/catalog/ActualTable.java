package io.intercomsync.jdbc.internal.catalog;

import io.intercomsync.jdbc.dialect.FoundColumn;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database has it.
 *
 * @param name its name as the database has it
 * @param columns its columns in order
 */
public record ActualTable(String name, List<FoundColumn> columns) {

    public Optional<FoundColumn> column(String column) {
        return SchemaCatalog.find(columns, FoundColumn::name, column);
    }
}
