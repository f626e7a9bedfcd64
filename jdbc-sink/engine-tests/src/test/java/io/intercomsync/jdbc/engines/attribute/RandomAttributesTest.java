package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.HostileNames;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * K66, K69: whatever attributes come in whatever order, the columns equal a model in memory after each run. Run more seeds by
 * {@code -Dattributes.seeds=100}.
 */
class RandomAttributesTest {
    private static final int RUNS = 20;
    private static final int USERS_IN_ALL = 12;
    private static final List<String> TYPES =
            List.of("string", "integer", "float", "boolean", "date", "datetime", "relationship");

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @ParameterizedTest
    @EnumSource
    void columns_equal_a_model_after_each_of_twenty_runs(TestDatabase database) {
        int seeds = Integer.getInteger("attributes.seeds", 2);
        for (int seed = 1; seed <= seeds; seed++) {
            database.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            new Story(database, seed).play();
        }
    }

    /** Some runs with random attributes, beside the model. */
    private final class Story {
        private final TestDatabase database;
        private final int seed;
        private final Random random;
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> kinds = new TreeMap<>();
        private final Map<String, Map<String, Object>> model = new TreeMap<>();
        private final Map<String, String> columns = new TreeMap<>();

        Story(TestDatabase database, int seed) {
            this.database = database;
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < 12; i++) {
                String name = random.nextInt(3) > 0
                        ? HostileNames.ALL.get(random.nextInt(HostileNames.ALL.size()))
                        : "name " + random.nextInt(5);
                names.add(name);
                kinds.put(name, random.nextInt(KINDS));
            }
        }

        void play() {
            for (int run = 1; run <= RUNS; run++) {
                boolean hasColumns = run == RUNS || random.nextInt(6) > 0;
                Changes changes = changes(run);
                try (JdbcSink sink = schema.in(database)
                        .customAttributes(hasColumns ? CustomAttributes.COLUMNS_AND_JSON : CustomAttributes.JSON_ONLY)
                        .build()) {
                    sink.store(changes);
                    if (random.nextBoolean()) {
                        sink.store(changes(run));
                    }
                }
                if (hasColumns) {
                    compare("seed " + seed + ", run " + run);
                }
            }
        }

        private Changes changes(int run) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                String id = "u" + random.nextInt(USERS_IN_ALL);
                Map<String, Object> attributes = new TreeMap<>();
                for (String name : names) {
                    if (random.nextInt(3) > 0) {
                        attributes.put(name, value(name));
                    }
                }
                if (rows.stream().noneMatch(row -> row.key().get(0).equals(id))) {
                    model.put(id, attributes);
                    rows.add(StoredAttributes.user(id, Instant.ofEpochSecond(1_700_000_000L + run), attributes));
                }
            }
            return new Changes(
                    List.of(),
                    List.of(new Batch(USERS, USERS.columns(), rows)),
                    definitions(),
                    List.of(new Checkpoint("w1", "feed", "{}")));
        }

        private List<AttributeDefinition> definitions() {
            return names.stream()
                    .filter(name -> random.nextBoolean())
                    .map(name -> new AttributeDefinition(
                            USERS, name, null, TYPES.get(random.nextInt(TYPES.size())), random.nextBoolean()))
                    .toList();
        }

        private static final int KINDS = 8;

        /** Most values of an attribute are of one kind. */
        private Object value(String name) {
            return switch (random.nextInt(12) == 0 ? random.nextInt(KINDS) : kinds.get(name)) {
                case 0 ->
                    List.of("gold", "", " x ", "null", "12", "true", "é🎉'\"\\\n", "{\"a\":1}", "z".repeat(3_000))
                            .get(random.nextInt(9));
                case 1 -> random.nextBoolean();
                case 2 -> (long) random.nextInt(100);
                case 3 ->
                    List.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1_700_000_000L, 1_700_000_000_123L)
                            .get(random.nextInt(6));
                case 4 ->
                    new BigDecimal(List.of("0.1", "-1.50", "12345678901234.123456789", "1E+2", "100.0")
                            .get(random.nextInt(5)));
                case 5 ->
                    new BigDecimal(List.of("1E+300", "0.12345678901234567890123", "-1E-30", "0.5")
                            .get(random.nextInt(4)));
                case 6 -> new BigInteger("123456789012345678901234567890123456789012345");
                default -> random.nextBoolean() ? List.of(1L, "a") : Map.of("type", "Order", "id", 7L);
            };
        }

        private void compare(String when) {
            StoredAttributes stored = new StoredAttributes(schema.access(database));
            Map<String, StoredAttributes.Told> told = stored.told();
            told.forEach((name, column) -> assertThat(columns.merge(name, column.column(), (old, now) -> old))
                    .as("the column of %s, %s", name, when)
                    .isEqualTo(column.column()));
            Map<String, Map<String, Object>> expected = new TreeMap<>();
            model.forEach((id, attributes) -> {
                Map<String, Object> values = new TreeMap<>();
                attributes.forEach((name, value) -> values.put(
                        name,
                        AttributeModel.inColumn(
                                told.containsKey(name) ? told.get(name).type() : "no column", value)));
                expected.put(id, values);
            });
            Map<String, Map<String, Object>> found = stored.values();
            found.values()
                    .forEach(values -> values.replaceAll((name, value) ->
                            AttributeModel.comparable(told.get(name).type(), value)));
            assertThat(found.keySet()).as(when).isEqualTo(expected.keySet());
            expected.forEach((id, values) ->
                    names.forEach(name -> assertThat(found.get(id).get(name))
                            .as("%s of %s as %s, %s", name, id, told.get(name), when)
                            .isEqualTo(values.get(name))));
        }
    }
}
