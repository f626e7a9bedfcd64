package io.intercomsync.jdbc.engines.attribute;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestChanges;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads by plain JDBC what the columns of custom attributes hold, and makes rows with attributes. */
final class StoredAttributes {
    private final TestDatabase database;
    private final OwnSchema schema;

    StoredAttributes(TestDatabase database, OwnSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Returns a user with these attributes. */
    static Row user(String id, Instant version, Map<String, ? extends @Nullable Object> attributes) {
        return TestChanges.row(
                IntercomCollection.USERS,
                Map.of("id", id, "updated_at", version, "custom_attributes", Json.write(attributes)));
    }

    /** The column of an attribute, as the catalog table tells it. */
    record Told(String column, String type) {}

    /** Returns the columns of the attributes of users, by attribute. */
    Map<String, Told> told() {
        Map<String, Told> told = new TreeMap<>();
        String sql = "SELECT \"attribute\", \"column_name\", \"column_type\" FROM "
                + schema.table("_intercom_sync_columns")
                + " WHERE \"table_name\" = 'users' AND \"attribute\" IS NOT NULL"
                + " AND \"column_name\" <> 'custom_attributes'";
        read(sql, row -> told.put(row.getString(1), new Told(row.getString(2), row.getString(3))));
        return told;
    }

    String column(String attribute) {
        Told told = told().get(attribute);
        return told == null ? "" : told.column();
    }

    String type(String attribute) {
        Told told = told().get(attribute);
        return told == null ? "" : told.type();
    }

    /** Returns the values of an attribute by the ids of the users; without users for whom it is null. */
    Map<String, Object> values(String attribute) {
        return values().entrySet().stream()
                .filter(user -> user.getValue().containsKey(attribute))
                .collect(
                        LinkedHashMap::new,
                        (all, user) -> all.put(user.getKey(), user.getValue().get(attribute)),
                        Map::putAll);
    }

    /** Returns for each user the attributes whose columns have a value. */
    Map<String, Map<String, Object>> values() {
        Map<String, Told> told = told();
        Map<String, Map<String, Object>> users = new TreeMap<>();
        read("SELECT * FROM " + schema.table("users"), row -> {
            Map<String, Object> attributes = new TreeMap<>();
            for (Map.Entry<String, Told> each : told.entrySet()) {
                Object value = value(row, each.getValue());
                if (value != null) {
                    attributes.put(each.getKey(), value);
                }
            }
            users.put(row.getString("id"), attributes);
        });
        return users;
    }

    private static @Nullable Object value(ResultSet row, Told told) throws SQLException {
        if (row.getObject(told.column()) == null) {
            return null;
        }
        return switch (told.type()) {
            case "BOOLEAN" -> row.getBoolean(told.column());
            case "INTEGER" -> row.getLong(told.column());
            case "DECIMAL", "DOUBLE" -> new BigDecimal(row.getString(told.column())).stripTrailingZeros();
            case "TIMESTAMP" ->
                row.getObject(told.column(), OffsetDateTime.class).toInstant();
            case "JSON" -> String.valueOf(Json.read(json(row, told.column())));
            default -> row.getString(told.column());
        };
    }

    private static String json(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : row.getString(column);
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void read(String sql, RowTaker taker) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                taker.take(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
