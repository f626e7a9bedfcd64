package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.collection.ColumnType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@link ColumnRecords}: a column that the sink writes.
 *
 * @param name the sink's name for it
 * @param type the name of the type of its values
 * @param generation the generation of the table from which on rows hold the column; {@code null} while the column is being added
 */
public record RecordedColumn(
        String name, String type, @Nullable Long generation) {

    /** Returns the type; nothing if a newer version of the sink has recorded a type that this one does not know. */
    public Optional<ColumnType> knownType() {
        return Arrays.stream(ColumnType.values())
                .filter(each -> each.name().equals(type))
                .findFirst();
    }
}
