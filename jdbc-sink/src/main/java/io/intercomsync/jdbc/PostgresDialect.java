package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.math.BigDecimal;
import java.util.Set;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {
    private static final Set<String> TEXTS = Set.of("text", "varchar");

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "text";
            case BOOLEAN -> "boolean";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric";
            case TIMESTAMP -> "timestamptz";
            case JSON -> "jsonb";
        };
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT -> TEXTS.contains(name);
            case BOOLEAN -> name.equals("bool");
            case INTEGER -> name.equals("int8") || name.equals("bigserial");
            case DECIMAL -> name.equals("numeric");
            case TIMESTAMP -> name.equals("timestamptz");
            case JSON -> name.equals("jsonb") || name.equals("json");
        };
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "CAST(? AS jsonb)" : "?";
    }

    @Override
    public boolean holds(BigDecimal number) {
        return true;
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return quotedColumn + " COLLATE \"C\"";
    }
}
