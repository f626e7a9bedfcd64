package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** K95: if an owner's object keeps a column narrow, a number that does not fit goes to {@code extra}. */
class UnchangeableColumnTest {
    private static final String COLUMN = "location_data_latitude";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final Logger log = (Logger) LoggerFactory.getLogger("io.intercomsync.jdbc");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(told);
    }

    private static Row at(String id, String latitude) {
        return row(USERS, Map.of("id", id, COLUMN, new BigDecimal(latitude), "extra", "{\"a\": 1}"));
    }

    private void execute(TestDatabase database, String sql) {
        database.execute(sql.replace("$", "\"" + schema + "\".").replace("lat", '"' + COLUMN + '"'));
    }

    private List<Object> stored(TestDatabase database) {
        String extra = database == TestDatabase.POSTGRESQL
                ? "\"extra\" ->> '" + COLUMN + "'"
                : "\"extra\" ->> '$." + COLUMN + "'";
        return database.query("SELECT concat(CAST(\"" + COLUMN + "\" AS VARCHAR), '|', " + extra + ") FROM "
                + schema.table(USERS) + " ORDER BY \"id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DUCKDB; DECIMAL(38, 9); CREATE INDEX \"owners\" ON $\"users\" (\"name\"); DROP INDEX $\"owners\"",
                "DUCKDB; DECIMAL(38, 9); CREATE INDEX \"owners\" ON $\"users\" (lat); DROP INDEX $\"owners\"",
                "POSTGRESQL; NUMERIC(38, 9); CREATE VIEW $\"owners\" AS SELECT lat FROM $\"users\"; DROP VIEW $\"owners\"",
                "POSTGRESQL; NUMERIC(38, 9); CREATE MATERIALIZED VIEW $\"owners\" AS SELECT lat FROM $\"users\";"
                        + " DROP MATERIALIZED VIEW $\"owners\"",
                "POSTGRESQL; NUMERIC(38, 9); CREATE POLICY \"owners\" ON $\"users\" USING (lat > 0);"
                        + " DROP POLICY \"owners\" ON $\"users\"",
                "POSTGRESQL; DOUBLE PRECISION; ALTER TABLE $\"users\" ADD COLUMN \"owners\" double precision"
                        + " GENERATED ALWAYS AS (lat + 1) STORED; ALTER TABLE $\"users\" DROP COLUMN \"owners\"",
                "POSTGRESQL; DOUBLE PRECISION; CREATE INDEX \"owners\" ON $\"users\" ((lat + 1)); DROP INDEX $\"owners\"",
            })
    void a_number_goes_to_extra_until_its_column_can_be_widened(
            TestDatabase database, String type, String obstacle, String remedy) {
        schema.create(database);
        execute(
                database,
                "CREATE TABLE $\"users\" (\"id\" VARCHAR NOT NULL"
                        + (database == TestDatabase.DUCKDB ? "" : " PRIMARY KEY") + ", lat " + type + ")");
        JdbcSink sink = schema.sink(database);
        sink.write(changes(at("1", "0.25")));
        execute(database, obstacle);
        String unfit = "0.12345678901234567890123456789";

        WriteResult result = sink.store(changes(at("2", unfit), at("3", "0.5")));

        assertThat(result.refused()).isEmpty();
        assertThat(stored(database))
                .satisfiesExactly(
                        first -> assertThat(first.toString()).startsWith("0.25").endsWith("|"),
                        second -> assertThat(second).isEqualTo("|" + unfit),
                        third -> assertThat(third.toString()).startsWith("0.5").endsWith("|"));
        WriteResult again = sink.store(changes(at("2", unfit), at("3", "0.5")));
        assertThat(again.changed()).isEmpty();
        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("\"" + COLUMN + "\"", schema.table(USERS), "owners", "extra", "fullRefresh()")
                .doesNotContain("12345");

        execute(database, remedy);
        sink.close();
        sink.write(changes(at("1", "0.25"), at("2", unfit)));

        assertThat(stored(database).get(1)).isEqualTo(unfit + "|");
    }
}
