package io.intercomsync.examples;

import io.intercomsync.jdbc.testkit.JdbcSinkContract;

class SimpleDialectTest extends JdbcSinkContract {
    SimpleDialectTest() {
        super("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1", new SimpleDialect());
    }
}
