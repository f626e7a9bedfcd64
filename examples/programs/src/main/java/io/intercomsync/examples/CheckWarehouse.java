package io.intercomsync.examples;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import javax.sql.DataSource;

/** Checks a warehouse before the first run, and prints what is to be mended. */
final class CheckWarehouse {
    private CheckWarehouse() {}

    static boolean isReady(DataSource dataSource) {
        try (JdbcSink warehouse =
                JdbcSink.builder(dataSource).schema("intercom_prod").build()) {
            WarehouseCheck check = warehouse.check();
            System.out.print(check.toTable());
            return check.isUsable();
        }
    }
}
