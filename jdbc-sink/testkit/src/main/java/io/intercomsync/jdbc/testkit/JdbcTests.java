package io.intercomsync.jdbc.testkit;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.jdbc.testkit.internal.TestSchema;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.testkit.SinkContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The base of the contract: gives each test a schema of its own, and drops it afterwards. */
abstract class JdbcTests extends SinkContract {
    final TestSchema schema;
    final Dialect dialect;

    /** The type of the owner's key columns. */
    final String key;

    /** The type of the owner's columns of texts. */
    final String text;

    private @Nullable Sink last;

    JdbcTests(TestAddress address) {
        schema = new TestSchema(address);
        dialect = address.dialect();
        key = dialect.keyType();
        text = dialect.type(ColumnType.TEXT);
    }

    /** Sets options of all sinks of the contract, beside dialect and schema. The default sets none. */
    protected JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder;
    }

    @Override
    protected final Sink open() {
        if (last != null) {
            last.close(); // only one sink at a time writes to a schema
        }
        last = newSink();
        return last;
    }

    @Override
    protected final List<Row> stored(IntercomCollection collection) {
        return schema.rows(collection);
    }

    @AfterEach
    final void drop_the_schema() {
        schema.drop();
    }

    final JdbcSink.Builder builder() {
        return settings(schema.builder());
    }

    /** Opens a sink in the schema of the test. */
    final JdbcSink newSink() {
        return schema.open(builder());
    }

    /** Stores the changes by a sink of its own, as a program does that starts, runs once and ends. */
    static WriteResult runOnce(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.build()) {
            return sink.store(changes);
        }
    }

    final StoredAttributes attributes() {
        return new StoredAttributes(schema.access());
    }

    final void dropColumn(IntercomCollection collection, String column) {
        schema.execute("ALTER TABLE $\"" + collection.tableName() + "\" DROP COLUMN \"" + column + "\"");
    }

    final void addColumn(IntercomCollection collection, String column, String type) {
        schema.execute(dialect.addColumn("$\"" + collection.tableName() + '"', '"' + column + '"', type));
    }
}
