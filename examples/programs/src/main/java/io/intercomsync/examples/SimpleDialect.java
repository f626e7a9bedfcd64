package io.intercomsync.examples;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;

/** A dialect of one's own, which keeps texts in large objects. Its database is H2 here; it could be any. */
public final class SimpleDialect implements Dialect {

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "CHARACTER LARGE OBJECT";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "NUMERIC(38, 9)";
            case TIMESTAMP -> "TIMESTAMP(6) WITH TIME ZONE";
        };
    }

    /** A large object cannot be a key. */
    @Override
    public String keyType() {
        return "CHARACTER VARYING(255)";
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return "CAST(" + quotedColumn + " AS VARBINARY)";
    }

    @Override
    public boolean hidesAlteredTables() {
        return true;
    }
}
