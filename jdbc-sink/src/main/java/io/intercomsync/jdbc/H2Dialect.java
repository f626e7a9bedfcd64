package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;

/** H2. */
final class H2Dialect implements Dialect {

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "CHARACTER VARYING";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "NUMERIC(38, 9)";
            case TIMESTAMP -> "TIMESTAMP(6) WITH TIME ZONE";
            case JSON -> "JSON";
        };
    }

    @Override
    public int longestName() {
        return 256;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "? FORMAT JSON" : "?";
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return "CAST(" + quotedColumn + " AS VARBINARY)";
    }
}
