package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tables of one test to which somebody adds objects, and the sink that writes to them. */
final class OwnersTables implements AfterEachCallback {
    private final OwnSchema schema = new OwnSchema();
    private JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
    private WriteResult result = new WriteResult(Map.of(), List.of(), 0);

    void open(TestDatabase database, OnDelete onDelete, Row... first) {
        sink = schema.open(schema.in(database).onDelete(onDelete));
        result = sink.store(changes(first));
    }

    void execute(TestDatabase database, String sql) {
        database.execute(sql.replace("$", "\"" + schema + "\"."));
    }

    void addTrigger(IntercomCollection collection, String when, String body) {
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE FUNCTION $\"owners_function\"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
                        + body.replace("'", "''") + " RETURN NEW; END'");
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE TRIGGER owners_trigger " + when + " ON " + schema.table(collection)
                        + " FOR EACH ROW EXECUTE FUNCTION $\"owners_function\"()");
    }

    List<String> live(TestDatabase database, IntercomCollection collection) {
        return schema.live(database, collection);
    }

    void assertRefused(String id, IntercomCollection collection, String... told) {
        List<RefusedRow> refused = result.refused();
        assertThat(refused).extracting(row -> row.key().get(0)).containsExactly(id);
        assertThat(refused.get(0)
                        .reason()
                        .replace('`', '"') // the quotes of MariaDB
                        .replace(
                                '"' + schema.toString() + '_',
                                '"' + schema.toString() + "\".\"")) // SQLite has no schemas
                .contains(schema.table(collection))
                .contains(told)
                .doesNotContain("secret")
                .doesNotContain("forged")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    void use(JdbcSink another) {
        sink = another;
    }

    void store(Changes changes) {
        result = sink.store(changes);
    }

    JdbcSink sink() {
        return sink;
    }

    /** Returns the result of the last {@link #store}. */
    WriteResult result() {
        return result;
    }

    OwnSchema schema() {
        return schema;
    }

    String name(IntercomCollection collection) {
        return schema.table(collection);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        schema.afterEach(context);
    }
}
