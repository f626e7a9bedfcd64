package io.intercomsync.hub.internal.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.50.3", "3.46.1", "2.99.99", "unknown"})
    void an_old_version_is_refused_with_the_fix(String version) {
        assertThatThrownBy(() -> SqliteDriver.refuseOld(version))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("org.xerial:sqlite-jdbc")
                .hasMessageContaining("3.54.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.54.1", "3.100.0", "4.0.0"})
    void a_later_version_is_taken(String version) {
        assertThatCode(() -> SqliteDriver.refuseOld(version)).doesNotThrowAnyException();
    }

    @Test
    void the_version_on_the_class_path_is_taken() {
        assertThatCode(SqliteDriver::check).doesNotThrowAnyException();
    }
}
