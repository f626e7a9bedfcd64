package io.intercomsync.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.internal.duckdb.DuckDbDialect;
import io.intercomsync.jdbc.internal.h2.H2Dialect;
import io.intercomsync.jdbc.internal.postgresql.PostgresDialect;
import io.intercomsync.jdbc.internal.sqlite.SqliteDialect;
import io.intercomsync.jdbc.internal.value.PrintableText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K97: no message repeats the text of a row, a trigger or a constraint. */
class MessagesWithoutDataTest {
    private static final DatabaseErrors POSTGRESQL = new PostgresDialect().errors();
    private static final DatabaseErrors DUCKDB = new DuckDbDialect().errors();
    private static final DatabaseErrors H2 = new H2Dialect().errors();
    private static final DatabaseErrors SQLITE = new SqliteDialect().errors();
    private static final String UNPREPARED =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";

    @Test
    void the_second_line_of_duckdb_is_kept_if_it_names_the_error() {
        assertThat(DUCKDB.withoutData(UNPREPARED + "Catalog Error: Table with name nowhere does not exist!\n"
                        + "Did you mean \"pg_indexes\"?\n\nLINE 1: select * from nowhere\n                      ^"))
                .isEqualTo("Catalog Error: Table with name nowhere does not exist!");
        assertThat(DUCKDB.withoutData(UNPREPARED + "Invalid Input Error: Cannot execute statement of type \"CREATE\" on"
                        + " database \"x\" which is attached in read-only mode!"))
                .isEqualTo("Invalid Input Error: Cannot execute statement of type \"CREATE\" on database \"x\" which is"
                        + " attached in read-only mode!");
    }

    @Test
    void h2_adds_the_statement() {
        assertThat(H2.withoutData("Table \"NOWHERE\" not found; SQL statement:\nselect * from nowhere [42102-252]"))
                .isEqualTo("Table \"NOWHERE\" not found");
        assertThat(
                        H2.withoutData(
                                "Unique index or primary key violation: \"PUBLIC.C INDEX PUBLIC.K ON PUBLIC.T(ID)"
                                        + " VALUES ( /* 1 */ 'secret' )\"; SQL statement:\ninsert into \"t\" values (?, ?) [23505-252]"))
                .isEqualTo("Unique index or primary key violation: \"PUBLIC.C INDEX PUBLIC.K ON PUBLIC.T(ID)\"");
    }

    @Test
    void postgresql_repeats_the_row_on_further_lines() {
        assertThat(POSTGRESQL.withoutData("ERROR: null value in column \"name\" of relation \"tags\" violates not-null"
                        + " constraint\n  Detail: Failing row contains (1, \"secret: x\", null)."))
                .isEqualTo("ERROR: null value in column \"name\" of relation \"tags\" violates not-null constraint");
    }

    @Test
    void a_dialect_without_rules_of_its_own_leaves_out_quoted_data() {
        assertThat(DatabaseErrors.STANDARD.withoutData("Duplicate entry \"email: ada@example.org\" for a key"))
                .isEqualTo("Duplicate entry \"email\" for a key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Constraint Error: Duplicate key \"id: secret\" violates primary key constraint.",
                "Constraint Error: Duplicate key \"id: secret\nsecret\" violates primary key constraint.",
                "Constraint Error: Duplicate key \"id: a\"secret\nsecret\" violates primary key constraint.",
                UNPREPARED + "Constraint Error: Duplicate key \"id: secret\nsecret\" violates primary key constraint.",
                "Constraint Error: Duplicate key \"id: ; SQL statement:\nsecret\" violates primary key constraint.",
            })
    void no_message_contains_values_of_a_row(String message) {
        assertThat(DUCKDB.withoutData(message))
                .startsWith("Constraint Error: Duplicate key \"id\"")
                .doesNotContain("secret");
    }

    @Test
    void faults_that_may_repeat_values_are_not_told() {
        assertThat(DUCKDB.withoutData(UNPREPARED + "Invalid Input Error: Type INT32 with value 5433 can't be cast"))
                .contains("unsuccessful or closed")
                .doesNotContain("5433");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid Input Error: secret | Invalid Input Error",
                "Appender error, catalog: 'x', schema: 'y', table: 'z', message: Failed to append: secret | Appender error",
                "TransactionContext Error: Failed to commit: Could not convert string 'secret' to INT32"
                        + " | TransactionContext Error: Failed to commit",
                "FATAL Error: Failed: database has been invalidated: secret | FATAL Error",
            })
    void of_faults_of_duckdb_that_may_repeat_values_the_kind_is_told(String message, String told) {
        assertThat(DUCKDB.withoutData(message)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bad JSON path: 'secret'|",
                "malformed JSON (no such secret)|",
                "secret (table x)|",
                "no such table: i_users| (no such table: i_users)",
                "near \"SELEC\": syntax error| (near \"SELEC\": syntax error)",
            })
    void of_errors_of_sqlite_only_words_about_the_schema_are_told(String words, @Nullable String told) {
        String kind = "[SQLITE_ERROR] SQL error or missing database";

        assertThat(SQLITE.withoutData(kind + " (" + words + ")")).isEqualTo(told == null ? kind : kind + " " + told);
    }

    @Test
    void a_message_has_one_line_and_no_control_characters() {
        assertThat(POSTGRESQL.withoutData(
                        "ERROR: relation \"a\u001b[31m\u2028forged\u0007\u202e\" does not exist\r\nforged"))
                .isEqualTo("ERROR: relation \"a [31m forged \" does not exist");
        assertThat(PrintableText.cleaned("a\nb".repeat(1_000)))
                .hasSizeLessThan(600)
                .doesNotContain("\n");
    }
}
