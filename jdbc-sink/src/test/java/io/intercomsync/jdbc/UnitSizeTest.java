package io.intercomsync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.sink.UnitSize;
import org.junit.jupiter.api.Test;

class UnitSizeTest {

    /** A run asks for the size before it opens a connection. */
    @Test
    void duckdb_gets_larger_units_from_the_first_run_on() {
        UnitSize ofDuckDb = unitSize("jdbc:duckdb:warehouse.duckdb");
        UnitSize ofOthers = unitSize("jdbc:postgresql://localhost/warehouse");

        assertThat(ofDuckDb.rows()).isGreaterThan(ofOthers.rows());
        assertThat(ofDuckDb.bytes()).isGreaterThan(ofOthers.bytes());
    }

    private static UnitSize unitSize(String url) {
        try (JdbcSink sink = JdbcSink.builder(url).build()) {
            return sink.unitSize();
        }
    }
}
