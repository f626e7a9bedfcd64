package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.attribute.StoredAttributes.user;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T2;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K66, K69: each custom attribute has a column that holds its values without loss. */
class AttributeColumnsTest {
    private static final String DATE = "2023-11-14T22:13:20Z";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private StoredAttributes stored(TestDatabase database) {
        return new StoredAttributes(database, schema);
    }

    /** Stores the changes by a sink of its own, as a program does that starts, runs once and ends. */
    private WriteResult runOnce(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.build()) {
            return sink.store(changes);
        }
    }

    private static Changes withDefinition(String attribute, String type, Row row) {
        return new Changes(
                List.of(),
                List.of(new Batch(USERS, row.columns(), List.of(row))),
                List.of(new AttributeDefinition(USERS, attribute, null, type, false)),
                List.of(new Checkpoint("w1", "feed", "{}")));
    }

    @ParameterizedTest
    @EnumSource
    void each_attribute_has_a_column_of_the_type_of_its_values(TestDatabase database) {
        Row row = user(
                "1",
                T1,
                Map.of(
                        "Plan Name",
                        "gold",
                        "paid",
                        true,
                        "seats",
                        5L,
                        "rate",
                        new BigDecimal("0.10"),
                        "list",
                        List.of(1L, "x"),
                        "object",
                        Map.of("type", "Order", "id", 7L)));

        schema.sink(database).write(changes(row));

        assertThat(stored(database).told().toString())
                .isEqualTo("{Plan Name=Told[column=custom_attributes_plan_name, type=TEXT],"
                        + " list=Told[column=custom_attributes_list, type=JSON],"
                        + " object=Told[column=custom_attributes_object, type=JSON],"
                        + " paid=Told[column=custom_attributes_paid, type=BOOLEAN],"
                        + " rate=Told[column=custom_attributes_rate, type=DECIMAL],"
                        + " seats=Told[column=custom_attributes_seats, type=INTEGER]}");
        assertThat(stored(database).values().get("1"))
                .isEqualTo(Map.of(
                        "Plan Name",
                        "gold",
                        "paid",
                        true,
                        "seats",
                        5L,
                        "rate",
                        new BigDecimal("0.1"),
                        "list",
                        "[1, x]",
                        "object",
                        "{id=7, type=Order}"));
    }

    @ParameterizedTest
    @EnumSource
    void a_date_is_a_timestamp_by_its_definition(TestDatabase database) {
        Row row = user("1", T1, Map.of("renewal_at", 1_700_000_000L));

        schema.sink(database).write(withDefinition("renewal_at", "date", row));

        assertThat(stored(database).values("renewal_at")).isEqualTo(Map.of("1", Instant.parse(DATE)));
    }

    @ParameterizedTest
    @EnumSource
    void a_whole_number_is_a_decimal_if_its_definition_says_so(TestDatabase database) {
        schema.sink(database).write(withDefinition("rate", "float", user("1", T1, Map.of("rate", 1L))));

        assertThat(stored(database).type("rate")).isEqualTo("DECIMAL");
    }

    @ParameterizedTest
    @EnumSource
    void an_attribute_that_a_record_no_longer_has_is_null(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("1", T1, Map.of("a", "x", "b", "y")), user("2", T1, Map.of("a", "z"))));

        sink.write(changes(user("1", T2, Map.of("b", "y"))));

        assertThat(stored(database).values("a")).isEqualTo(Map.of("2", "z"));
        assertThat(stored(database).values("b")).isEqualTo(Map.of("1", "y"));
    }

    @ParameterizedTest
    @EnumSource
    void a_column_is_widened_where_a_value_needs_it_and_keeps_every_digit(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        BigInteger large = new BigInteger("12345678901234567890");

        sink.write(changes(user("1", T1, Map.of("n", 9_007_199_254_740_993L))));
        assertThat(stored(database).type("n")).isEqualTo("INTEGER");
        sink.write(changes(user("2", T1, Map.of("n", new BigDecimal("1.5")))));
        assertThat(stored(database).type("n")).isEqualTo("DECIMAL");
        sink.write(changes(user("3", T1, Map.of("n", large))));
        sink.write(changes(user("4", T1, Map.of("n", "x".repeat(5_000)))));

        assertThat(stored(database).type("n")).isEqualTo("TEXT");
        assertThat(stored(database).values("n"))
                .isEqualTo(Map.of("1", "9007199254740993", "2", "1.5", "3", large.toString(), "4", "x".repeat(5_000)));
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2"}) // PostgreSQL has decimals of any size
    void numbers_that_no_decimal_holds_are_doubles_if_all_keep_their_digits_else_text(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("1", T1, Map.of("a", 1L, "b", 9_007_199_254_740_993L))));

        BigDecimal large = new BigDecimal("1E+300");
        sink.write(changes(user("2", T1, Map.of("a", large, "b", large))));

        assertThat(stored(database).type("a")).isEqualTo("DOUBLE");
        assertThat(stored(database).values("a")).isEqualTo(Map.of("1", BigDecimal.ONE, "2", large));
        assertThat(stored(database).type("b")).isEqualTo("TEXT");
        assertThat(stored(database).values("b")).isEqualTo(Map.of("1", "9007199254740993", "2", "1E+300"));
    }

    @ParameterizedTest
    @EnumSource
    void flags_times_and_objects_beside_other_values_are_text(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(withDefinition("time", "date", user("1", T1, Map.of("time", 1_700_000_000L))));
        sink.write(changes(user("2", T1, Map.of("flag", true, "object", Map.of("a", 1L)))));

        WriteResult result = sink.store(changes(user("3", T1, Map.of("time", "soon", "flag", 0L, "object", "none"))));

        assertThat(result.changed()).isEqualTo(Map.of(USERS, 1L));
        assertThat(stored(database).values("time")).isEqualTo(Map.of("1", "1700000000", "3", "soon"));
        assertThat(stored(database).values("flag")).isEqualTo(Map.of("2", "true", "3", "0"));
        assertThat(stored(database).values("object").toString().replace(" ", ""))
                .isEqualTo("{2={\"a\":1},3=none}"); // PostgreSQL writes JSON with spaces
    }

    @ParameterizedTest
    @EnumSource
    void names_that_fold_to_one_keep_their_columns_in_whatever_order_they_come_later(TestDatabase database) {
        runOnce(schema.in(database), changes(user("1", T1, Map.of("Plan Name", "a", "plan_name", "b"))));
        assertThat(stored(database).column("plan_name")).isEqualTo("custom_attributes_plan_name");
        String other = stored(database).column("Plan Name");
        assertThat(other).matches("custom_attributes_plan_name_[0-9a-f]{8}");

        runOnce(
                schema.in(database),
                changes(user("2", T1, Map.of("PLAN NAME", "c")), user("3", T1, Map.of("Plan Name", "d"))));

        assertThat(stored(database).column("Plan Name")).isEqualTo(other);
        assertThat(stored(database).values("Plan Name")).isEqualTo(Map.of("1", "a", "3", "d"));
        assertThat(stored(database).values("plan_name")).isEqualTo(Map.of("1", "b"));
        assertThat(stored(database).values("PLAN NAME")).isEqualTo(Map.of("2", "c"));
    }

    @ParameterizedTest
    @EnumSource
    void a_column_of_the_owner_is_left_alone(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("1", T1, Map.of())));
        database.execute("ALTER TABLE " + schema.table(USERS) + " ADD COLUMN \"custom_attributes_plan\" INTEGER");
        database.execute("UPDATE " + schema.table(USERS) + " SET \"custom_attributes_plan\" = 7");
        sink.close();

        sink.write(changes(user("2", T1, Map.of("plan", "gold"))));

        assertThat(database.query("SELECT \"custom_attributes_plan\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .containsExactly(7, null);
        assertThat(stored(database).column("plan")).matches("custom_attributes_plan_[0-9a-f]{8}");
        assertThat(stored(database).values("plan")).isEqualTo(Map.of("2", "gold"));
    }

    @ParameterizedTest
    @EnumSource
    void rows_without_the_property_have_no_columns_for_it(TestDatabase database) {
        List<Column> columns = USERS.columns().stream()
                .filter(column -> !column.name().equals("custom_attributes"))
                .toList();
        Row row = user("1", T1, Map.of("a", "x")).only(columns);

        schema.sink(database)
                .write(new Changes(
                        List.of(),
                        List.of(new Batch(USERS, columns, List.of(row))),
                        new Checkpoint("w1", "feed", "{}")));

        assertThat(database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = 'users' AND column_name LIKE 'custom%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void three_thousand_attributes_and_hostile_names_lose_nothing(TestDatabase database) {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            attributes.put("attribute " + i, "a value of some forty characters, number " + i);
        }
        Map<String, Object> hostile = new TreeMap<>();
        for (String name : HostileNames.ALL) {
            hostile.put(name, "value of " + name.length());
        }
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("0", T1, hostile)));

        WriteResult result = sink.store(changes(user("1", T1, attributes), user("2", T1, hostile)));

        Map<String, Map<String, Object>> stored = stored(database).values();
        assertThat(result.refused()).isEmpty();
        assertThat(stored.get("1").size()
                        + result.attributesWithoutColumn().get(USERS).size())
                .isEqualTo(3_000);
        assertThat(stored.get("1"))
                .hasSizeGreaterThan(database == TestDatabase.MARIADB ? 50 : 200) // its rows hold fewer columns
                .containsEntry("attribute 0", attributes.get("attribute 0"));
        assertThat(stored.get("2")).hasSize(HostileNames.ALL.size());
        sink.close();
        WriteResult again = sink.store(changes(user("1", T2, attributes)));
        assertThat(again.attributesWithoutColumn()).isEqualTo(result.attributesWithoutColumn());
    }
}
