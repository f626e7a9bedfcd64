package io.intercomsync.quickstart;

import io.intercomsync.collection.IntercomCollection;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says.
 *
 * @param token the access token; {@code null} for the fake Intercom
 * @param baseUrl where Intercom is; {@code null} for the usual place
 * @param apiVersion the version of its API; {@code null} for the default
 * @param jdbcUrl where the warehouse is
 * @param user the warehouse's user; {@code null} if it needs none
 * @param password the password; {@code null} if it needs none
 * @param schema the schema for the tables
 * @param collections what to read
 */
record Settings(
        @Nullable String token,
        @Nullable String baseUrl,
        @Nullable String apiVersion,
        String jdbcUrl,
        @Nullable String user,
        @Nullable String password,
        String schema,
        Set<IntercomCollection> collections) {

    /** @throws IllegalArgumentException with a sentence for the user, if a value cannot be right */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                value(environment, "INTERCOM_ACCESS_TOKEN"),
                value(environment, "INTERCOM_BASE_URL"),
                value(environment, "INTERCOM_API_VERSION"),
                value(environment, "WAREHOUSE_JDBC_URL", "jdbc:duckdb:warehouse.duckdb"),
                value(environment, "WAREHOUSE_USER"),
                value(environment, "WAREHOUSE_PASSWORD"),
                value(environment, "WAREHOUSE_SCHEMA", "intercom"),
                collections(value(environment, "SYNC_COLLECTIONS", "")));
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = value(environment, name);
        return value == null ? otherwise : value;
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Set<IntercomCollection> collections(String names) {
        Set<IntercomCollection> chosen = EnumSet.noneOf(IntercomCollection.class);
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                chosen.add(collection(name.strip()));
            }
        }
        return chosen.isEmpty() ? EnumSet.allOf(IntercomCollection.class) : chosen;
    }

    private static IntercomCollection collection(String name) {
        List<String> known = Arrays.stream(IntercomCollection.values())
                .map(IntercomCollection::tableName)
                .toList();
        return Arrays.stream(IntercomCollection.values())
                .filter(collection -> collection.tableName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "SYNC_COLLECTIONS names " + name + ", which is none of " + String.join(", ", known)));
    }
}
