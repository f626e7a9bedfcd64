package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads by plain JDBC what the columns of custom attributes hold, and makes rows with attributes. */
public final class StoredAttributes {
    private static final String COLUMNS = "SELECT \"attribute\", \"column_name\", \"column_type\""
            + " FROM $\"_intercom_sync_columns\" WHERE \"table_name\" = 'users' AND \"attribute\" IS NOT NULL"
            + " AND \"column_name\" <> 'custom_attributes'";

    private final SchemaAccess access;

    /** Reads the attributes in a schema. */
    public StoredAttributes(SchemaAccess access) {
        this.access = access;
    }

    /** Returns a user with these attributes. */
    public static Row user(String id, Instant version, Map<String, ? extends @Nullable Object> attributes) {
        return TestChanges.row(
                IntercomCollection.USERS,
                Map.of("id", id, "updated_at", version, "custom_attributes", Json.write(attributes)));
    }

    /**
     * The column of an attribute, as the catalog table tells it.
     *
     * @param column the name of the column
     * @param type the type that the sink has recorded
     */
    public record Told(String column, String type) {}

    /** Returns the columns of the attributes of users, by attribute. */
    public Map<String, Told> told() {
        Map<String, Told> told = new TreeMap<>();
        access.read(COLUMNS, row -> told.put(row.getString(1), new Told(row.getString(2), row.getString(3))));
        return told;
    }

    /** Returns the name of the attribute's column; empty if it has none. */
    public String column(String attribute) {
        Told told = told().get(attribute);
        return told == null ? "" : told.column();
    }

    /** Returns the type of the attribute's column; empty if it has none. */
    public String type(String attribute) {
        Told told = told().get(attribute);
        return told == null ? "" : told.type();
    }

    /** Returns the values of an attribute by the ids of the users; without users for whom it is null. */
    public Map<String, Object> values(String attribute) {
        return values().entrySet().stream()
                .filter(user -> user.getValue().containsKey(attribute))
                .collect(
                        LinkedHashMap::new,
                        (all, user) -> all.put(user.getKey(), user.getValue().get(attribute)),
                        Map::putAll);
    }

    /** Returns for each user the attributes whose columns have a value. */
    public Map<String, Map<String, Object>> values() {
        Map<String, Told> told = told();
        Map<String, Map<String, Object>> users = new TreeMap<>();
        String selected = told.values().stream()
                .map(each -> ", "
                        + (each.type().equals("TIMESTAMP")
                                ? StoredTables.time(access.dialect(), each.column())
                                : '"' + each.column() + '"'))
                .collect(Collectors.joining());
        access.read("SELECT \"id\"" + selected + " FROM $\"users\"", row -> {
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

    /** Returns the value of an attribute in a row of any table that has its column. */
    public @Nullable Object value(ResultSet row, Told told) throws SQLException {
        if (row.getObject(told.column()) == null) {
            return null;
        }
        return switch (told.type()) {
            case "BOOLEAN" -> row.getBoolean(told.column());
            case "INTEGER" -> row.getLong(told.column());
            case "DECIMAL", "DOUBLE" -> new BigDecimal(row.getString(told.column())).stripTrailingZeros();
            case "TIMESTAMP" -> StoredTables.time(row, told.column(), access.dialect());
            case "JSON" -> String.valueOf(Json.read(StoredTables.json(row, told.column())));
            default -> row.getString(told.column());
        };
    }
}
