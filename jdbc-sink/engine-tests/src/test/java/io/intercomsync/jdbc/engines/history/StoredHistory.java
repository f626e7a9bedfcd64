package io.intercomsync.jdbc.engines.history;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.json.Json;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads by plain JDBC the versions that tables of the history hold. */
final class StoredHistory {
    private final TestDatabase database;
    private final Dialect dialect;
    private final OwnSchema schema;

    StoredHistory(TestDatabase database, OwnSchema schema) {
        this.database = database;
        this.dialect = dialect(database);
        this.schema = schema;
    }

    private static Dialect dialect(TestDatabase database) {
        try {
            return (Dialect) Dialects.class.getField(database.name()).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A stored version.
     *
     * @param content the name and the attributes as they came
     * @param attributes the attributes as they came
     * @param columns the values in the columns of attributes, by attribute
     */
    record Stored(
            Instant from,
            @Nullable Instant to,
            boolean isCurrent,
            String content,
            Map<String, Object> attributes,
            Map<String, Object> columns) {}

    /** Returns the versions by workspace and id, in the order of time. */
    Map<String, List<Stored>> versions(IntercomCollection collection) {
        Map<String, List<Stored>> versions = new TreeMap<>();
        if (!exists(collection.tableName() + "_history")) {
            return versions;
        }
        StoredAttributes attributes = new StoredAttributes(schema.access(database));
        Map<String, StoredAttributes.Told> told = collection == IntercomCollection.USERS ? attributes.told() : Map.of();
        String sql = "SELECT * FROM " + schema.table(collection.tableName() + "_history") + " ORDER BY \"valid_from\"";
        read(sql, List.of(), row -> {
            Map<String, Object> columns = new TreeMap<>();
            for (Map.Entry<String, StoredAttributes.Told> each : told.entrySet()) {
                Object value = attributes.value(row, each.getValue());
                if (value != null) {
                    columns.put(each.getKey(), value);
                }
            }
            versions.computeIfAbsent(id(row), id -> new ArrayList<>())
                    .add(new Stored(
                            time(row, "valid_from"),
                            time(row, "valid_to"),
                            row.getBoolean("is_current"),
                            content(row, collection),
                            collection == IntercomCollection.TAGS ? Map.of() : attributes(row),
                            columns));
        });
        return versions;
    }

    private boolean exists(String table) {
        try {
            return database.query("SELECT 1 FROM " + schema.table(table) + " WHERE 1 = 0")
                    .isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Returns the content of the rows as of a time. */
    Map<String, String> asOf(IntercomCollection collection, Instant time) {
        Map<String, String> rows = new TreeMap<>();
        String sql = "SELECT * FROM " + schema.table(collection.tableName() + "_history")
                + " WHERE \"valid_from\" <= ? AND (\"valid_to\" > ? OR \"valid_to\" IS NULL)";
        read(sql, List.of(time, time), row -> {
            String id = id(row);
            rows.merge(id, content(row, collection), (one, other) -> one + " and also " + other);
        });
        return rows;
    }

    /** Returns when the rows of the main table were received, by workspace and id. */
    Map<String, Instant> received(IntercomCollection collection) {
        Map<String, Instant> received = new HashMap<>();
        if (!exists(collection.tableName())) {
            return received;
        }
        read(
                "SELECT * FROM " + schema.table(collection),
                List.of(),
                row -> received.put(id(row), time(row, "received_at")));
        return received;
    }

    private static String id(ResultSet row) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnLabel(i).equals("workspace_id")) {
                return row.getString(i) + " " + row.getString("id");
            }
        }
        return "w1 " + row.getString("id");
    }

    private String content(ResultSet row, IntercomCollection collection) throws SQLException {
        if (collection == IntercomCollection.TAGS) {
            return row.getString("name");
        }
        return HistoryModel.content(row.getString("name"), attributes(row), time(row, "updated_at"));
    }

    private static Map<String, Object> attributes(ResultSet row) throws SQLException {
        String json = row.getObject("custom_attributes") instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : row.getString("custom_attributes");
        return new TreeMap<>(Json.readObject(json));
    }

    private @Nullable Instant time(ResultSet row, String column) throws SQLException {
        return dialect.instant(row, row.findColumn(column));
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void read(String sql, List<Instant> times, RowTaker taker) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(database.spelt(sql))) {
            for (int i = 0; i < times.size(); i++) {
                statement.setObject(
                        i + 1,
                        dialect.bindable(ColumnType.TIMESTAMP, times.get(i).atOffset(ZoneOffset.UTC)));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
