package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.StoredAttributes.user;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.testkit.internal.HostileNames;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** K66, K69: the part of the contract about custom attributes. Each has a column that holds its values without loss. */
abstract class JdbcAttributeTests extends JdbcConstraintTests {

    JdbcAttributeTests(TestAddress address) {
        super(address);
    }

    private static Changes withDefinition(String attribute, String type, Row row) {
        return new Changes(
                List.of(),
                List.of(new Batch(USERS, row.columns(), List.of(row))),
                List.of(new AttributeDefinition(USERS, attribute, null, type, false)),
                List.of(new Checkpoint("w1", "feed", "{}")));
    }

    @Test
    void each_attribute_has_a_column_of_the_type_of_its_values() {
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

        newSink().write(changes(row));

        assertThat(attributes().told().toString())
                .isEqualTo("{Plan Name=Told[column=custom_attributes_plan_name, type=TEXT],"
                        + " list=Told[column=custom_attributes_list, type=JSON],"
                        + " object=Told[column=custom_attributes_object, type=JSON],"
                        + " paid=Told[column=custom_attributes_paid, type=BOOLEAN],"
                        + " rate=Told[column=custom_attributes_rate, type=DECIMAL],"
                        + " seats=Told[column=custom_attributes_seats, type=INTEGER]}");
        assertThat(attributes().values().get("1"))
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

    @Test
    void an_attribute_that_only_a_late_row_of_a_unit_has_gets_its_column() {
        JdbcSink sink = newSink();
        sink.write(changes(user("first", T1, Map.of("plan", "gold"))));
        Row[] rows = IntStream.range(0, 250)
                .mapToObj(i -> user("u" + i, T1, i == 249 ? Map.of("plan", "x", "late", 7L) : Map.of("plan", "x")))
                .toArray(Row[]::new);

        sink.write(changes(rows));

        assertThat(attributes().values("late")).isEqualTo(Map.of("u249", 7L));
    }

    @Test
    void a_date_is_a_timestamp_by_its_definition() {
        Row row = user("1", T1, Map.of("renewal_at", 1_700_000_000L));

        newSink().write(withDefinition("renewal_at", "date", row));

        assertThat(attributes().values("renewal_at")).isEqualTo(Map.of("1", Instant.parse("2023-11-14T22:13:20Z")));
    }

    @Test
    void a_whole_number_is_a_decimal_if_its_definition_says_so() {
        newSink().write(withDefinition("rate", "float", user("1", T1, Map.of("rate", 1L))));

        assertThat(attributes().type("rate")).isEqualTo("DECIMAL");
    }

    @Test
    void an_attribute_that_a_record_no_longer_has_is_null() {
        JdbcSink sink = newSink();
        sink.write(changes(user("1", T1, Map.of("a", "x", "b", "y")), user("2", T1, Map.of("a", "z"))));

        sink.write(changes(user("1", T2, Map.of("b", "y"))));

        assertThat(attributes().values("a")).isEqualTo(Map.of("2", "z"));
        assertThat(attributes().values("b")).isEqualTo(Map.of("1", "y"));
    }

    @Test
    void a_column_is_widened_where_a_value_needs_it_and_keeps_every_digit() {
        JdbcSink sink = newSink();
        BigInteger large = new BigInteger("12345678901234567890");

        sink.write(changes(user("1", T1, Map.of("n", 9_007_199_254_740_993L))));
        assertThat(attributes().type("n")).isEqualTo("INTEGER");
        sink.write(changes(user("2", T1, Map.of("n", new BigDecimal("1.5")))));
        assertThat(attributes().type("n")).isEqualTo("DECIMAL");
        sink.write(changes(user("3", T1, Map.of("n", large))));
        sink.write(changes(user("4", T1, Map.of("n", "x".repeat(5_000)))));

        assertThat(attributes().type("n")).isEqualTo("TEXT");
        assertThat(attributes().values("n"))
                .isEqualTo(Map.of("1", "9007199254740993", "2", "1.5", "3", large.toString(), "4", "x".repeat(5_000)));
    }

    @Test
    void numbers_that_no_decimal_holds_are_doubles_if_all_keep_their_digits_else_text() {
        BigDecimal large = new BigDecimal("1E+300");
        assumeFalse(dialect.holds(large), "Decimals of the database hold any number");
        JdbcSink sink = newSink();
        sink.write(changes(user("1", T1, Map.of("a", 1L, "b", 9_007_199_254_740_993L))));

        sink.write(changes(user("2", T1, Map.of("a", large, "b", large))));

        assertThat(attributes().type("a")).isEqualTo("DOUBLE");
        assertThat(attributes().values("a")).isEqualTo(Map.of("1", BigDecimal.ONE, "2", large));
        assertThat(attributes().type("b")).isEqualTo("TEXT");
        assertThat(attributes().values("b")).isEqualTo(Map.of("1", "9007199254740993", "2", "1E+300"));
    }

    @Test
    void flags_times_and_objects_beside_other_values_are_text() {
        JdbcSink sink = newSink();
        sink.write(withDefinition("time", "date", user("1", T1, Map.of("time", 1_700_000_000L))));
        sink.write(changes(user("2", T1, Map.of("flag", true, "object", Map.of("a", 1L)))));

        WriteResult result = sink.store(changes(user("3", T1, Map.of("time", "soon", "flag", 0L, "object", "none"))));

        assertThat(result.changed()).isEqualTo(Map.of(USERS, 1L));
        assertThat(attributes().values("time")).isEqualTo(Map.of("1", "1700000000", "3", "soon"));
        assertThat(attributes().values("flag")).isEqualTo(Map.of("2", "true", "3", "0"));
        assertThat(attributes().values("object").toString().replace(" ", ""))
                .isEqualTo("{2={\"a\":1},3=none}"); // PostgreSQL writes JSON with spaces
    }

    @Test
    void names_that_fold_to_one_keep_their_columns_in_whatever_order_they_come_later() {
        runOnce(builder(), changes(user("1", T1, Map.of("Plan Name", "a", "plan_name", "b"))));
        assertThat(attributes().column("plan_name")).isEqualTo("custom_attributes_plan_name");
        String other = attributes().column("Plan Name");
        assertThat(other).matches("custom_attributes_plan_name_[0-9a-f]{8}");

        runOnce(builder(), changes(user("2", T1, Map.of("PLAN NAME", "c")), user("3", T1, Map.of("Plan Name", "d"))));

        assertThat(attributes().column("Plan Name")).isEqualTo(other);
        assertThat(attributes().values("Plan Name")).isEqualTo(Map.of("1", "a", "3", "d"));
        assertThat(attributes().values("plan_name")).isEqualTo(Map.of("1", "b"));
        assertThat(attributes().values("PLAN NAME")).isEqualTo(Map.of("2", "c"));
    }

    @Test
    void a_column_of_the_owner_is_left_alone() {
        JdbcSink sink = newSink();
        sink.write(changes(user("1", T1, Map.of())));
        addColumn(USERS, "custom_attributes_plan", "INTEGER");
        schema.execute("UPDATE $\"users\" SET \"custom_attributes_plan\" = 7");
        sink.close();

        sink.write(changes(user("2", T1, Map.of("plan", "gold"))));

        assertThat(schema.texts("SELECT \"custom_attributes_plan\" FROM $\"users\" ORDER BY \"id\""))
                .containsExactly("7", "null");
        assertThat(attributes().column("plan")).matches("custom_attributes_plan_[0-9a-f]{8}");
        assertThat(attributes().values("plan")).isEqualTo(Map.of("2", "gold"));
    }

    @Test
    void rows_without_the_property_have_no_columns_for_it() {
        List<Column> columns = USERS.columns().stream()
                .filter(column -> !column.name().equals("custom_attributes"))
                .toList();
        Row row = user("1", T1, Map.of("a", "x")).only(columns);

        newSink()
                .write(new Changes(
                        List.of(),
                        List.of(new Batch(USERS, columns, List.of(row))),
                        new Checkpoint("w1", "feed", "{}")));

        assertThat(schema.access().columns("users"))
                .extracting(FoundColumn::name)
                .noneMatch(name -> name.startsWith("custom"));
    }

    @Test
    void three_thousand_attributes_and_hostile_names_lose_nothing() {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            attributes.put("attribute " + i, "a value of some forty characters, number " + i);
        }
        Map<String, Object> hostile = new TreeMap<>();
        for (String name : HostileNames.ALL) {
            hostile.put(name, "value of " + name.length());
        }
        JdbcSink sink = newSink();
        sink.write(changes(user("0", T1, hostile)));

        WriteResult result = sink.store(changes(user("1", T1, attributes), user("2", T1, hostile)));

        Map<String, Map<String, Object>> stored = attributes().values();
        assertThat(result.refused()).isEmpty();
        int inColumns = stored.getOrDefault("1", Map.of()).size();
        int inJsonAlone =
                result.attributesWithoutColumn().getOrDefault(USERS, Set.of()).size();
        assertThat(inColumns + inJsonAlone).isEqualTo(3_000);
        assertThat(stored.get("1"))
                .hasSizeGreaterThan(dialect.mostAttributeColumns() / 2)
                .containsEntry("attribute 0", attributes.get("attribute 0"));
        assertThat(stored.get("2")).hasSize(HostileNames.ALL.size());
        sink.close();
        WriteResult again = sink.store(changes(user("1", T2, attributes)));
        assertThat(again.attributesWithoutColumn()).isEqualTo(result.attributesWithoutColumn());
    }
}
