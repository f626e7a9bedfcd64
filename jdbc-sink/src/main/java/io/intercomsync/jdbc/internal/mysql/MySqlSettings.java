package io.intercomsync.jdbc.internal.mysql;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a session of MySQL or MariaDB. A pool or a server may have set some that cut values, hide rows, refuse statements or end the
 * session, so the sink sets all of them, and restores them at the end.
 *
 * @param values the values by name
 */
public record MySqlSettings(Map<String, String> values) {
    /** Makes the server refuse values that it would otherwise cut or change, and know backslashes in texts. */
    private static final String STRICT =
            "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final Map<String, String> WANTED = wanted();

    private static Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("sql_mode", STRICT);
        wanted.put("default_storage_engine", "InnoDB");
        wanted.put("sql_select_limit", "18446744073709551615"); // else a query leaves out rows
        wanted.put("sql_safe_updates", "0");
        wanted.put("sql_big_selects", "1");
        wanted.put("unique_checks", "1");
        wanted.put("completion_type", "NO_CHAIN"); // else a commit may end the session
        return wanted;
    }

    /**
     * Returns the settings that the session has now.
     *
     * @param others the names of more settings that the sink changes
     */
    public static MySqlSettings read(Statement statement, String... others) throws SQLException {
        List<String> names = new ArrayList<>(WANTED.keySet());
        names.addAll(List.of(others));
        String sql = names.stream().map(name -> "@@SESSION." + name).collect(Collectors.joining(", ", "SELECT ", ""));
        Map<String, String> values = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), requireNonNull(row.getString(i + 1)));
            }
        }
        return new MySqlSettings(values);
    }

    /** Returns the value of a setting that is a number. */
    public int number(String name) {
        return Integer.parseInt(requireNonNull(values.get(name)));
    }

    /** Returns the statement that restores these settings. */
    public String restore() {
        return set(values);
    }

    /** Returns the statement that sets what the sink needs, and more settings to these values. */
    public static String change(Map<String, Integer> others) {
        Map<String, String> all = new LinkedHashMap<>(WANTED);
        new TreeMap<>(others).forEach((name, value) -> all.put(name, String.valueOf(value)));
        return set(all);
    }

    private static String set(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> "SESSION " + each.getKey() + " = " + literal(each.getValue()))
                .collect(Collectors.joining(", ", "SET ", ""));
    }

    private static String literal(String value) {
        return value.matches("\\d+|true|false") ? value : "'" + value.replace("'", "''") + "'";
    }
}
