package io.intercomsync.benchmarks;

import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.UnitSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes up users without Intercom. Each has values in 29 columns, and 30 custom attributes. A later version of a user has other values. */
final class AttributedUsers {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int ATTRIBUTES = 30;
    private static final List<String> TYPES = List.of(
            "string", "integer", "string", "float", "boolean", "string", "integer", "date", "string", "integer");
    private static final List<String> NAMES = List.of(
            "plan", "seats", "team", "spend", "is_active", "industry", "logins", "renewal_at", "source", "projects");
    private static final List<String> WORDS = List.of(
            "invoice",
            "please",
            "export",
            "cannot",
            "Thursday",
            "thanks",
            "integration",
            "workspace",
            "renewal",
            "trial");

    private final int count;

    AttributedUsers(int count) {
        this.count = count;
    }

    /**
     * Returns the users as units of changes.
     *
     * @param version tells the version of each user
     * @param definitions the definitions of attributes that the changes carry
     */
    List<Changes> units(UnitSize size, IntUnaryOperator version, List<AttributeDefinition> definitions) {
        List<Changes> units = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        for (int number = 0; number < count; number++) {
            Row row = row(number, version.applyAsInt(number));
            rows.add(row);
            bytes += row.approximateBytes();
            if (rows.size() == size.rows() || bytes >= size.bytes() || number == count - 1) {
                Checkpoint checkpoint = new Checkpoint("workspace", "contacts", "{\"read\":" + number + "}");
                Batch batch = new Batch(USERS, USERS.columns(), List.copyOf(rows));
                units.add(new Changes(List.of(), List.of(batch), definitions, List.of(checkpoint)));
                rows.clear();
                bytes = 0;
            }
        }
        return units;
    }

    static List<AttributeDefinition> definitions() {
        List<AttributeDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < ATTRIBUTES; i++) {
            definitions.add(new AttributeDefinition(USERS, name(i), null, TYPES.get(i % TYPES.size()), false));
        }
        return definitions;
    }

    /** Returns the users as values for these columns of a table of the sink. */
    List<@Nullable Object[]> values(List<String> columns) {
        List<@Nullable Object[]> all = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            Row row = row(number, 1);
            for (int i = 0; i < row.columns().size(); i++) {
                values.put(row.columns().get(i).name(), row.values().get(i));
            }
            Object[] attributes = attributes(new Random(seed(number, 1)));
            for (int i = 0; i < ATTRIBUTES; i++) {
                values.put("custom_attributes_" + name(i), column(i, attributes[i]));
            }
            values.put("received_at", START);
            values.put("_row_hash", number * 0x9E3779B97F4A7C15L);
            all.add(columns.stream().map(values::get).toArray());
        }
        return all;
    }

    private static Object column(int attribute, Object value) {
        return TYPES.get(attribute % TYPES.size()).equals("date") && value instanceof Long seconds
                ? Instant.ofEpochSecond(seconds)
                : value;
    }

    private static String name(int attribute) {
        return NAMES.get(attribute % NAMES.size()) + "_" + attribute / NAMES.size();
    }

    private static long seed(int number, int version) {
        return number * 31L + version;
    }

    private static Object[] attributes(Random random) {
        Object[] values = new Object[ATTRIBUTES];
        for (int i = 0; i < ATTRIBUTES; i++) {
            values[i] = switch (TYPES.get(i % TYPES.size())) {
                case "integer" -> (Object) (long) random.nextInt(100_000);
                case "float" -> BigDecimal.valueOf(random.nextInt(1_000_000), 2);
                case "boolean" -> random.nextBoolean();
                case "date" -> START.getEpochSecond() + random.nextInt(100_000_000);
                default -> text(random, 2);
            };
        }
        return values;
    }

    private static Row row(int number, int version) {
        Random random = new Random(seed(number, version));
        Map<String, Object> values = new HashMap<>();
        values.put("custom_attributes", json(attributes(random)));
        values.put("id", Long.toHexString(0x6500_0000_0000L + number * 7919L));
        values.put("user_id", "customer-" + number);
        values.put("anonymous", false);
        values.put("name", text(random, 2));
        values.put("email", "person" + number + "@example.com");
        values.put("email_domain", "example.com");
        values.put("phone", "+1555" + random.nextInt(10_000_000));
        values.put("role", "user");
        values.put("owner_id", Integer.toString(random.nextInt(100)));
        for (String time : List.of("created_at", "signed_up_at", "last_request_at", "last_replied_at", "updated_at")) {
            values.put(time, START.plusSeconds(version * 10_000_000L + random.nextInt(1_000_000)));
        }
        values.put("session_count", (long) random.nextInt(1_000));
        values.put("unsubscribed_from_emails", random.nextBoolean());
        values.put("has_hard_bounced", random.nextBoolean());
        values.put("location_data", "{\"type\":\"location\",\"city\":\"Dublin\",\"country\":\"Ireland\"}");
        values.put("location_data_city_name", "Dublin");
        values.put("location_data_country_name", "Ireland");
        values.put("location_data_latitude", BigDecimal.valueOf(random.nextInt(90_000_000), 6));
        values.put("browser", "chrome");
        values.put("browser_version", "12" + random.nextInt(10) + ".0.0");
        values.put("os", "OS X 10.15");
        values.put("tags", "[{\"id\":\"" + random.nextInt(20) + "\",\"name\":\"" + text(random, 1) + "\"}]");
        return row(values);
    }

    private static Row row(Map<String, Object> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Column column : USERS.columns()) {
            Object value = values.get(column.name());
            boolean isObject = column.name().equals("extra");
            all.add(value == null && column.type() == ColumnType.JSON ? (isObject ? "{}" : "[]") : value);
        }
        return Row.of(USERS, USERS.columns(), all);
    }

    private static String json(Object[] attributes) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < attributes.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(name(i)).append("\":");
            if (attributes[i] instanceof String text) {
                json.append('"').append(text).append('"');
            } else {
                json.append(attributes[i]);
            }
        }
        return json.append('}').toString();
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
