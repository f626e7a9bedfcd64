package io.intercomsync.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes and messages are those of org.xerial:sqlite-jdbc 3.54.1.0. */
class SqliteDatabaseErrorsTest {
    private static final SqliteDatabaseErrors ERRORS = SqliteDatabaseErrors.INSTANCE;
    private static final int CONSTRAINT = 19;

    private static SQLException error(int code, String message) {
        return new SQLException(message, null, code);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', STATEMENT", "5, 55P03, DATABASE", "7, 53200, DATABASE", "8, 25006, DATABASE", "10, 58030, DATABASE",
        "11, 58030, DATABASE", "13, 53100, DATABASE", "18, 22000, ROW", "19, 23000, ROW", "20, 22000, ROW",
        "26, 58030, DATABASE", "2067, 23000, ROW",
    })
    void a_code_has_a_state_and_a_scope(int code, String state, ErrorScope scope) {
        SQLException error = error(code, "[SQLITE_ANY] words");

        assertThat(ERRORS.sqlState(error)).isEqualTo(state);
        assertThat(ERRORS.scope(error)).isEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed (NOT NULL constraint failed: users.name); COLUMN; name",
                "[SQLITE_CONSTRAINT_CHECK] A CHECK constraint failed (CHECK constraint failed: owners_check); CONSTRAINT; owners_check",
                "[SQLITE_CONSTRAINT_CHECK] A CHECK constraint failed (CHECK constraint failed: n<>'secret'); CONSTRAINT; ''",
                "[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed (UNIQUE constraint failed: users.email); CONSTRAINT; users.email",
                "[SQLITE_CONSTRAINT_TRIGGER] A RAISE function within a trigger fired (secret); CODE; ''",
            })
    void the_object_is_named_and_the_words_hold_no_data(String message, Kind kind, String name) {
        SQLException error = error(CONSTRAINT, message);

        assertThat(ERRORS.origin(error)).isEqualTo(new ErrorOrigin(kind, name));
        assertThat(ERRORS.withoutData(message))
                .startsWith("[SQLITE_CONSTRAINT_")
                .doesNotContain("secret");
    }

    @Test
    void an_object_that_is_already_there_is_known_by_the_message() {
        assertThat(ERRORS.isAlreadyThere(error(1, "[SQLITE_ERROR] SQL error (table \"x\" already exists)")))
                .isTrue();
        assertThat(ERRORS.isAlreadyThere(error(1, "[SQLITE_ERROR] SQL error (duplicate column name: j)")))
                .isTrue();
        assertThat(ERRORS.isAlreadyThere(error(1, "[SQLITE_ERROR] SQL error (no such table: x)")))
                .isFalse();
        assertThat(ERRORS.isLockTimeout(error(5, "[SQLITE_BUSY] The database file is locked")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 14, 26})
    void a_number_of_another_driver_is_not_explained_as_one_of_sqlite(int code) {
        assertThat(ERRORS.connectAdvice(error(code, "[SQLITE_ANY] words"))).isNotEmpty();
        assertThat(ERRORS.connectAdvice(error(code, "words"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.50.4", "2.8.17", "unknown"})
    void an_old_version_is_refused(String version) {
        assertThatThrownBy(() -> SqliteSessions.refuseOld(version))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("needs SQLite 3.51.3 or later, but the class path has " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.54.1", "4.0.0"})
    void a_newer_version_is_taken(String version) {
        assertThatNoException().isThrownBy(() -> SqliteSessions.refuseOld(version));
    }
}
