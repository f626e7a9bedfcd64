package io.intercomsync.jdbc.engines;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A schema for one test, and the sinks that the test opens, which are closed after it. */
final class OwnSchema implements AfterEachCallback {
    private final String name = Database.newSchema();
    private final List<JdbcSink> opened = new ArrayList<>();

    JdbcSink sink(Database database) {
        return open(in(database));
    }

    JdbcSink.Builder in(Database database) {
        return database.sink(name);
    }

    JdbcSink open(JdbcSink.Builder builder) {
        JdbcSink sink = builder.build();
        opened.add(sink);
        return sink;
    }

    /** Makes it, for tables that are there before the sink. */
    void create(Database database) {
        database.execute("CREATE SCHEMA \"" + name + "\"");
    }

    String table(IntercomCollection collection) {
        return table(collection.tableName());
    }

    String table(String table) {
        return '"' + name + "\".\"" + table + '"';
    }

    List<Row> rows(Database database, IntercomCollection collection) {
        return new StoredRows(database.url(), name).live(collection);
    }

    /** The keys of the live rows, in order. */
    List<String> live(Database database, IntercomCollection collection) {
        return rows(database, collection).stream()
                .map(row -> String.join(" ", row.key()))
                .sorted()
                .toList();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(JdbcSink::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
