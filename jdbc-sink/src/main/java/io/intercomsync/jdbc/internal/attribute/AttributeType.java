package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of the column of a custom attribute. */
public enum AttributeType {
    BOOLEAN(ColumnType.BOOLEAN),
    /** Whole numbers of 64 bits. */
    INTEGER(ColumnType.INTEGER),
    DECIMAL(ColumnType.DECIMAL),
    /** Binary numbers of 64 bits, which keep all digits of every value in the column. */
    DOUBLE(ColumnType.DECIMAL),
    TIMESTAMP(ColumnType.TIMESTAMP),
    /** Lists and objects. */
    JSON(ColumnType.JSON),
    /** Texts, and values of any type beside others. */
    TEXT(ColumnType.TEXT);

    private final ColumnType columnType;

    AttributeType(ColumnType columnType) {
        this.columnType = columnType;
    }

    /** Returns the type that Intercom's definition of an attribute gives; {@code null} if it gives none. */
    static @Nullable AttributeType ofDefinition(@Nullable String type) {
        return type == null
                ? null
                : switch (type) {
                    case "string" -> TEXT;
                    case "integer" -> INTEGER;
                    case "float" -> DECIMAL;
                    case "boolean" -> BOOLEAN;
                    case "date", "datetime" -> TIMESTAMP;
                    default -> null;
                };
    }

    /** Returns the type of this name; nothing if a newer version of the sink has recorded one that this version does not know. */
    public static Optional<AttributeType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Returns the type of the values as the sink binds them. */
    public ColumnType columnType() {
        return columnType;
    }

    /** Returns how the column stores decimals. */
    public Form form() {
        return this == DOUBLE ? Form.DOUBLE : Form.DECIMAL;
    }

    /** Returns the type of the column in SQL. */
    public String sql(Dialect dialect) {
        return this == DOUBLE ? dialect.doubleType() : dialect.type(columnType);
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }
}
