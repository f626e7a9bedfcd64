package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/**
 * How a database spells what a {@link JdbcSink} needs: types, quotes, parameters. For a database that is not built in,
 * implement {@link #name()} and {@link #type(ColumnType)}, override what else differs, and give it to the builder; rows are
 * then stored by statements of standard SQL, in batches. The database must know schemas and {@code CREATE SCHEMA}; SQLite, for
 * one, does not.
 */
@SuppressWarnings("ClassInitializationDeadlock") // the classes of the constants are reached through this one alone
public interface Dialect {
    /** PostgreSQL 13 and newer: rows are loaded by COPY. */
    Dialect POSTGRESQL = new PostgresDialect();
    /** DuckDB: rows are loaded by its appender. */
    Dialect DUCKDB = new DuckDbDialect();
    /** H2. */
    Dialect H2 = new H2Dialect();

    /** The name of the database as its driver tells it, {@code PostgreSQL} for example. */
    String name();

    /** The type of columns for such values: times with a zone, texts of any length. */
    String type(ColumnType type);

    /**
     * The type of key columns, which are text: where texts of any length can be no key, {@code VARCHAR(255)} for example. A key
     * column of this type is accepted, whatever {@link #accepts} says of texts. The default is the type of other texts.
     */
    default String keyType() {
        return type(ColumnType.TEXT);
    }

    /** The type that decimals are widened to where they do not fit theirs, but are exact as binary numbers of 64 bits. */
    default String doubleType() {
        return "DOUBLE PRECISION";
    }

    /**
     * Whether a column of this type can hold such values. It is asked about the columns that the sink has made as well as about
     * those of others; so where the driver calls a type otherwise than {@link #type}, this must accept that name too. The
     * default compares the names without what is in parentheses.
     *
     * @param found the name of the type as the driver tells it
     */
    default boolean accepts(ColumnType type, String found) {
        return TypeNames.same(type(type), found);
    }

    /** The identifier in quotes, whatever it contains. The default is that of standard SQL. */
    default String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** How many bytes of UTF-8 an identifier may have; longer names of columns are shortened. The default is 63. */
    default int longestName() {
        return 63;
    }

    /** The parameter for a value: {@code CAST(? AS JSON)}, for example. The default is {@code ?}. */
    default String parameter(ColumnType type) {
        return "?";
    }

    /**
     * What to bind for a value. The default binds it as it is.
     *
     * @param value a {@link String}, {@link Boolean}, {@link Long}, {@link BigDecimal}, {@link Double} or
     *     {@link OffsetDateTime}
     */
    default Object bindable(ColumnType type, Object value) {
        return value;
    }

    /** Whether text may contain U+0000. Where not, it is replaced by U+FFFD. The default is false. */
    default boolean holdsNul() {
        return false;
    }

    /** Whether the decimal type keeps all digits of this number. The default is right for {@code DECIMAL(38, 9)}. */
    default boolean holds(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return plain.scale() <= 9 && plain.precision() - plain.scale() <= 29;
    }

    /** Whether tables get a primary key. The default is true. */
    default boolean hasKeyConstraints() {
        return true;
    }

    /** What to order by so that texts come in the order of their UTF-8 bytes. The default is the column itself. */
    default String byteOrder(String quotedColumn) {
        return quotedColumn;
    }
}
