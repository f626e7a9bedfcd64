package io.intercomsync.jdbc.engines;

class PostgresSinkTest extends JdbcSinkContract {
    PostgresSinkTest() {
        super(Database.POSTGRESQL);
    }
}
