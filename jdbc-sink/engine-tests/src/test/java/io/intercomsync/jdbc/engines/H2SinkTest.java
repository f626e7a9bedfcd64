package io.intercomsync.jdbc.engines;

class H2SinkTest extends JdbcSinkContract {
    H2SinkTest() {
        super(Database.H2);
    }
}
