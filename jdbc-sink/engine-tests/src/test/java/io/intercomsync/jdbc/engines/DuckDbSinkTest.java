package io.intercomsync.jdbc.engines;

class DuckDbSinkTest extends JdbcSinkContract {
    DuckDbSinkTest() {
        super(Database.DUCKDB);
    }
}
