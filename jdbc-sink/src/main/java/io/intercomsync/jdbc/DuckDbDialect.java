package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;

/** DuckDB. */
final class DuckDbDialect implements Dialect {

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
            case JSON -> "JSON";
        };
    }

    @Override
    public String doubleType() {
        return "DOUBLE";
    }

    @Override
    public int longestName() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "CAST(? AS JSON)" : "?";
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    /** A key makes updates three times slower, and DuckDB stumbles over a key deleted and inserted in one transaction. */
    @Override
    public boolean hasKeyConstraints() {
        return false;
    }
}
