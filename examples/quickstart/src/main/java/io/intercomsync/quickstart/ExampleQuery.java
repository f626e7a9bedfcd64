package io.intercomsync.quickstart;

import io.intercomsync.collection.IntercomCollection;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one example query on the warehouse and shows its result. */
final class ExampleQuery {
    private static final String JOIN = """
            SELECT a."name" AS teammate, count(*) AS open_conversations, sum(c."total_count") AS parts
            FROM {conversations} c
            JOIN {admins} a ON a."id" = c."assignee_id"
            WHERE c."open" AND c."deleted_at" IS NULL
            GROUP BY a."name"
            ORDER BY 2 DESC, 1
            LIMIT 5""";
    private static final String COUNT = """
            SELECT count(*) AS live_rows
            FROM {%s}
            WHERE "deleted_at" IS NULL""";
    private static final Pattern TABLE = Pattern.compile("\\{(\\w+)}");

    private final QuickstartSettings settings;

    ExampleQuery(QuickstartSettings settings) {
        this.settings = settings;
    }

    /** Returns the query and its result, or the reason why it failed. */
    String show() {
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl(), login());
                Statement statement = connection.createStatement()) {
            String sql = sql(connection.getMetaData());
            try (ResultSet answer = statement.executeQuery(sql)) {
                return indent(sql) + "\n\n" + indent(table(answer));
            }
        } catch (SQLException e) {
            return "The example query cannot be shown: " + e.getMessage();
        }
    }

    /** Returns the query in the words of the database: its quotes, and its way to say in which schema a table is. */
    private String sql(DatabaseMetaData database) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        String schema = settings.schema().replace(quote, quote + quote);
        boolean hasSchemas =
                database.supportsSchemasInDataManipulation() || database.supportsCatalogsInDataManipulation();
        String place = quote + schema + (hasSchemas ? quote + "." + quote : "_");
        return TABLE.matcher(query().replace("\"", quote))
                .replaceAll(table -> Matcher.quoteReplacement(place + table.group(1) + quote));
    }

    private String query() {
        Set<IntercomCollection> collections = settings.collections();
        return collections.contains(IntercomCollection.CONVERSATIONS) && collections.contains(IntercomCollection.ADMINS)
                ? JOIN
                : COUNT.formatted(collections.iterator().next().tableName());
    }

    private Properties login() {
        Properties login = new Properties();
        if (settings.user() != null) {
            login.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            login.setProperty("password", settings.password());
        }
        return login;
    }

    private static String table(ResultSet answer) throws SQLException {
        int columns = answer.getMetaData().getColumnCount();
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            names.add(answer.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT));
        }
        List<List<String>> lines = new ArrayList<>(List.of(names));
        while (answer.next()) {
            List<String> line = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                line.add(HtmlText.plain(String.valueOf(answer.getString(column))));
            }
            lines.add(line);
        }
        return lines.size() == 1 ? "no rows" : aligned(lines);
    }

    private static String aligned(List<List<String>> lines) {
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                table.append(column == 0 ? "" : "  ")
                        .append(("%" + (column == 0 ? "-" : "") + width + "s").formatted(line.get(column)));
            }
            table.append('\n');
        }
        return table.toString().stripTrailing();
    }

    private static String indent(String text) {
        return "  " + text.replace("\n", "\n  ");
    }
}
