package io.intercomsync.jdbc.generated;

import io.intercomsync.internal.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a database that no test can run: it understands the statements of the sink alone, by their form and not by their syntax,
 * and answers them with what earlier ones have stored. So the sink goes its real way, and the statements can be looked at.
 */
final class ScriptedDatabase {
    private static final String TABLE = "(?:\\S+)";
    private final Map<String, ScriptedTable> tables = new TreeMap<>();
    private final Map<String, String> views = new TreeMap<>();
    private final List<String> schemas = new ArrayList<>();
    private final GeneratedDialect dialect;

    ScriptedDatabase(GeneratedDialect dialect) {
        this.dialect = dialect;
    }

    /** Runs a statement that gives no rows, and returns how many rows it has changed. */
    int update(String sql, List<@Nullable Object> parameters) {
        String plain = StatementText.plain(sql);
        Matcher parts = StatementText.match("CREATE (?:DATABASE|SCHEMA) (\\w+).*", plain);
        if (parts.matches()) {
            schemas.add(catalogName(parts.group(1)));
        } else if (plain.startsWith("CREATE ") || plain.startsWith("DROP ")) {
            define(plain);
        } else if (plain.startsWith("ALTER TABLE ") || plain.startsWith("EXEC sp_rename")) {
            alter(plain);
        } else if (plain.startsWith("INSERT ") || plain.startsWith("MERGE ")) {
            return insert(plain, parameters);
        } else if (plain.startsWith("UPDATE ")) {
            return change(plain, parameters);
        } else if (plain.startsWith("DELETE ")) {
            return delete(plain, parameters);
        }
        return 0;
    }

    private String catalogName(String name) {
        return dialect == GeneratedDialect.SNOWFLAKE ? name.toUpperCase(Locale.ROOT) : name;
    }

    private void define(String sql) {
        Matcher table = StatementText.match("CREATE (?:OR REPLACE )?(?:TEMPORARY )?TABLE (\\S+) (\\(.*)", sql);
        Matcher view = StatementText.match("CREATE (?:OR \\w+ )?VIEW (\\S+) .*", sql);
        if (table.matches()) {
            ScriptedTable made = new ScriptedTable();
            made.define(StatementText.inParentheses(table.group(2), 0));
            tables.put(StatementText.name(table.group(1)), made);
        } else if (view.matches()) {
            views.put(StatementText.name(view.group(1)), sql);
        } else if (sql.startsWith("DROP ")) {
            tables.remove(StatementText.name(sql.substring(sql.lastIndexOf(' ') + 1)));
        }
    }

    private ScriptedTable table(String qualified) {
        ScriptedTable table = tables.get(StatementText.name(qualified));
        if (table == null) {
            throw new IllegalArgumentException("There is no table " + qualified);
        }
        return table;
    }

    private void alter(String sql) {
        Matcher renamed = StatementText.match("EXEC sp_rename N'(\\S+)\\.(\\w+)', N'(\\w+)', 'COLUMN'", sql);
        if (renamed.matches()) {
            table(renamed.group(1)).rename(renamed.group(2), renamed.group(3));
            return;
        }
        Matcher parts = StatementText.match("ALTER TABLE (" + TABLE + ") (.*)", sql);
        parts.matches();
        ScriptedTable table = table(parts.group(1));
        boolean isAdding = false;
        for (String change : StatementText.split(parts.group(2), ",")) {
            Matcher rename = StatementText.match("RENAME COLUMN (\\w+) TO (\\w+)", change);
            Matcher type = StatementText.match("(?:ALTER|MODIFY) COLUMN (\\w+) (.*)", change);
            isAdding |= change.startsWith("ADD ");
            if (rename.matches()) {
                table.rename(rename.group(1), rename.group(2));
            } else if (type.matches()) {
                table.add(type.group(1) + " " + type.group(2));
            } else if (change.startsWith("DROP COLUMN ")) {
                table.drop(change.replaceFirst("^DROP COLUMN (IF EXISTS )?", ""));
            } else if (isAdding) {
                table.add(change.replaceFirst("^ADD (COLUMN )?", ""));
            }
        }
    }

    private int insert(String sql, List<@Nullable Object> parameters) {
        Matcher staged = StatementText.match("(?:INSERT INTO|MERGE INTO) (\\S+) .* FROM (\\S+) AS s\\b.*", sql);
        if (staged.matches()) {
            return store(table(staged.group(1)), table(staged.group(2)), true);
        }
        Matcher parts = StatementText.match("INSERT INTO (\\S+) \\(([^)]*)\\) (VALUES|SELECT) ?(.*)", sql);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Unknown: " + sql);
        }
        List<String> names = StatementText.split(parts.group(2), ",");
        ScriptedTable table = table(parts.group(1));
        if (parts.group(3).equals("SELECT")) {
            List<List<@Nullable Object>> rows = rowsOf((String) parameters.get(0));
            rows.forEach(row -> table.insert(names, row));
            return rows.size();
        }
        Deque<List<@Nullable Object>> left = new ArrayDeque<>(ScriptedTable.wrapped(parameters));
        List<String> rows = StatementText.split(parts.group(4), ",");
        for (String row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            StatementText.split(StatementText.inParentheses(row, 0), ",")
                    .forEach(each -> values.add(value(each, left)));
            table.insert(names, values);
        }
        return rows.size();
    }

    @SuppressWarnings("unchecked")
    private static List<List<@Nullable Object>> rowsOf(String json) {
        return (List<List<@Nullable Object>>) Objects.requireNonNull(Json.read(json));
    }

    private static @Nullable Object value(String expression, Deque<List<@Nullable Object>> parameters) {
        if (expression.contains("?")) {
            return parameters.remove().get(0);
        }
        if (expression.equals("NULL")) {
            return null;
        }
        return expression.startsWith("'")
                ? expression.substring(1, expression.length() - 1)
                : (Object) Long.valueOf(expression);
    }

    /** Gives the table the rows of the staging table, and returns how many that are. */
    private static int store(ScriptedTable table, ScriptedTable stage, boolean isInserting) {
        int stored = 0;
        for (Map<String, @Nullable Object> row : stage.rows) {
            boolean isThere = table.replace(new LinkedHashMap<>(row));
            if (!isThere && isInserting) {
                table.rows.add(new LinkedHashMap<>(row));
            }
            stored += isThere || isInserting ? 1 : 0;
        }
        return stored;
    }

    private int change(String sql, List<@Nullable Object> parameters) {
        Matcher joined = StatementText.match("UPDATE (\\S+) AS s STRAIGHT_JOIN (\\S+) AS t .*", sql);
        if (joined.matches()) {
            return updated(table(joined.group(2)), table(joined.group(1)));
        }
        Matcher ofServer = StatementText.match("UPDATE t SET .* FROM (\\S+) AS t WITH .* JOIN (\\S+) AS s .*", sql);
        if (ofServer.matches()) {
            return updated(table(ofServer.group(1)), table(ofServer.group(2)));
        }
        Matcher staged = StatementText.match("UPDATE (\\S+) (?:AS t )?SET .* FROM (\\S+) AS s WHERE .*", sql);
        if (staged.matches()) {
            return store(table(staged.group(1)), table(staged.group(2)), false);
        }
        Matcher parts = StatementText.match("UPDATE (\\S+) SET (.*) WHERE (.*)", sql);
        parts.matches();
        List<String> assignments = StatementText.split(parts.group(2), ",");
        int used = (int) parts.group(2).chars().filter(c -> c == '?').count();
        List<Map<String, @Nullable Object>> rows =
                table(parts.group(1)).find(parts.group(3), parameters.subList(used, parameters.size()));
        for (Map<String, @Nullable Object> row : rows) {
            Deque<List<@Nullable Object>> left = new ArrayDeque<>(ScriptedTable.wrapped(parameters));
            for (String assignment : assignments) {
                int at = assignment.indexOf(" = ");
                String expression = assignment.substring(at + 3);
                Matcher copied = StatementText.match("CAST\\((\\w+) AS .*\\)", expression);
                row.put(
                        StatementText.name(assignment.substring(0, at)),
                        copied.matches() ? row.get(StatementText.name(copied.group(1))) : value(expression, left));
            }
        }
        return rows.size();
    }

    /** The rows that are there are updated before the others are inserted, so both are counted here as what they are. */
    private static int updated(ScriptedTable table, ScriptedTable stage) {
        int updated = store(table, stage, false);
        stage.rows.removeIf(row -> table.rows.stream().anyMatch(there -> table.isSame(there, row)));
        return updated;
    }

    private int delete(String sql, List<@Nullable Object> parameters) {
        Matcher parts = StatementText.match("DELETE FROM (\\S+)(?: USING (\\S+))?(?: WHERE (.*))?", sql);
        parts.matches();
        ScriptedTable table = table(parts.group(1));
        int before = table.rows.size();
        if (parts.group(2) != null) {
            List<Map<String, @Nullable Object>> staged = table(parts.group(2)).rows;
            table.rows.removeIf(row -> staged.stream().anyMatch(each -> table.isSame(row, each)));
        } else {
            table.rows.removeAll(table.find(parts.group(3) == null ? "" : parts.group(3), parameters));
        }
        return before - table.rows.size();
    }

    /** Runs a query, and returns the values of its rows. */
    List<List<@Nullable Object>> query(String sql, List<@Nullable Object> parameters) {
        String plain = StatementText.plain(sql);
        String lower = plain.toLowerCase(Locale.ROOT);
        if (lower.contains("information_schema.columns")
                || lower.contains("svv_columns")
                || lower.contains("sys.columns as c join sys.objects")) {
            return columns(String.valueOf(parameters.get(parameters.size() - 1)));
        }
        if (lower.matches(".*(schemata|pg_namespace|from sys\\.schemas)$|.*schemata where.*")) {
            return schemas.stream().map(ScriptedDatabase::row).toList();
        }
        if (lower.matches(".*(information_schema\\.views|pg_views|sys\\.views).*")) {
            return views.entrySet().stream()
                    .map(each -> row(catalogName(each.getKey()), each.getValue()))
                    .toList();
        }
        if (lower.matches(".*(information_schema\\.tables|svv_tables|from sys\\.objects as o join sys\\.schemas).*")) {
            List<List<@Nullable Object>> names = new ArrayList<>();
            tables.keySet().forEach(name -> names.add(row(catalogName(name))));
            views.keySet().forEach(name -> names.add(row(catalogName(name))));
            return names;
        }
        if (lower.matches(".*(information_schema\\.|sys\\.).*")) {
            return List.of();
        }
        if (lower.contains(" from ")) {
            return rows(plain, parameters);
        }
        return List.of(
                lower.contains("sql_mode")
                        ? row("", "InnoDB", 100, 0, 1, 1, "NO_CHAIN", 50, 50)
                        : row(1)); // a setting, or a lock
    }

    private List<List<@Nullable Object>> columns(String table) {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        ScriptedTable found = tables.get(table.toLowerCase(Locale.ROOT));
        if (found != null) {
            found.columns.forEach((name, type) ->
                    columns.add(row(catalogName(table), catalogName(name), dialect.reported(type), 0, 0, null, null)));
        }
        return columns;
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        return row;
    }

    private List<List<@Nullable Object>> rows(String sql, List<@Nullable Object> parameters) {
        Matcher parts = StatementText.match(
                "SELECT (?:DISTINCT )?(.*?) FROM (\\S+)(?: t)?(?: WHERE (.*?))?(?: ORDER BY .*)?", sql);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Unknown: " + sql);
        }
        List<Map<String, @Nullable Object>> found =
                table(parts.group(2)).find(parts.group(3) == null ? "" : parts.group(3), parameters);
        if (parts.group(1).equals("count(*)")) {
            return List.of(row((long) found.size()));
        }
        List<String> names = StatementText.split(parts.group(1), ",");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> each : found) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String name : names) {
                values.add(each.get(StatementText.name(name.replaceAll("^\\w+\\((?:\\w+, )?|\\)$", ""))));
            }
            rows.add(values);
        }
        return rows;
    }
}
