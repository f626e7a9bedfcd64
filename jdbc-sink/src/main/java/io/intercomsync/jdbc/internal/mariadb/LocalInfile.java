package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.RowText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Sends rows by {@code LOAD DATA LOCAL} from a stream, which MariaDB's own driver reads: no file is ever named. */
final class LocalInfile {
    private LocalInfile() {}

    /** Returns whether server and driver allow it. The driver's class is touched only if the driver is MariaDB's. */
    static boolean isAllowed(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDriverName().startsWith("MariaDB")) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT @@local_infile")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
            return statement.isWrapperFor(org.mariadb.jdbc.Statement.class);
        }
    }

    /** Loads the rows, and returns how many the server has stored. */
    static long load(Statement statement, TargetTable table, Iterator<@Nullable Object[]> rows) throws SQLException {
        statement
                .unwrap(org.mariadb.jdbc.Statement.class)
                .setLocalInfileInputStream(new RowText(rows, "", BigDecimal::toPlainString));
        return statement.executeUpdate("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table.qualifiedName()
                + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
                + table.columnNames() + ")");
    }
}
