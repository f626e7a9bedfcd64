package io.intercomsync.jdbc.internal.column;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.internal.attribute.AttributeNames;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.attribute.ObservedValues;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.table.TypeRules;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that the owner has made for custom attributes, in a table that the sink does not alter. */
final class OwnersColumns {
    private final Dialect dialect;
    private final ActualTable table;

    OwnersColumns(Dialect dialect, ActualTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    /** Returns a hash of these columns and their types. It is negative, so it is never a number of columns. */
    static long number(ActualTable table) {
        return -1L
                - Integer.toUnsignedLong(table.columns().stream()
                        .filter(column -> SqlNames.folded(column.name()).startsWith(AttributeNames.PREFIX))
                        .map(column -> SqlNames.folded(column.name()) + " " + column.type())
                        .sorted()
                        .toList()
                        .hashCode());
    }

    /** Returns the type as which the column of this name holds all these values; nothing if there is no such column, or it cannot. */
    Optional<AttributeType> type(String column, ObservedValues values) {
        return table.column(column)
                .filter(found -> !found.isGenerated())
                .flatMap(found -> Stream.of(AttributeType.values())
                        .filter(type -> values.type(type) == type && holds(found, type))
                        .findFirst());
    }

    private boolean holds(FoundColumn found, AttributeType type) {
        WantedColumn wanted = WantedColumn.ofAttribute(found.name(), type);
        Form form = TypeRules.form(dialect, wanted, found.type());
        if (type.columnType() != ColumnType.DECIMAL) {
            return form != null;
        }
        return form == type.form() && (type == AttributeType.DOUBLE || !isNarrow(found.digits()));
    }

    /** Returns whether the column would round or refuse values that the dialect's own decimals hold. */
    private boolean isNarrow(@Nullable DecimalDigits digits) {
        return digits != null
                && (dialect.holds(BigDecimal.ONE.movePointLeft(digits.scale() + 1))
                        || dialect.holds(BigDecimal.TEN.pow(digits.precision() - digits.scale())));
    }
}
