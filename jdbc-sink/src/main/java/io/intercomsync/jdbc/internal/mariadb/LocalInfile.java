package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.TargetTable;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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
        statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(new RowStream(rows));
        return statement.executeUpdate("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table.qualifiedName()
                + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
                + table.columnNames() + ")");
    }

    /** Makes the text of the next rows when it is read. */
    private static final class RowStream extends InputStream {
        private static final int CHUNK = 1 << 16;

        private final Iterator<@Nullable Object[]> rows;
        private final StringBuilder text = new StringBuilder(2 * CHUNK);
        private byte[] bytes = {};
        private int position;

        RowStream(Iterator<@Nullable Object[]> rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : bytes[position++] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count;
        }

        private boolean isAtEnd() {
            if (position == bytes.length) {
                text.setLength(0);
                while (text.length() < CHUNK && rows.hasNext()) {
                    append(rows.next());
                }
                bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            return bytes.length == 0;
        }

        private void append(@Nullable Object[] row) {
            for (int i = 0; i < row.length; i++) {
                append(row[i]);
                text.append(i == row.length - 1 ? '\n' : '\t');
            }
        }

        private void append(@Nullable Object value) {
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof Boolean flag) {
                text.append(flag ? '1' : '0');
            } else if (value instanceof Instant time) {
                text.append(MariaDbDialect.text(time));
            } else if (value instanceof BigDecimal number) {
                text.append(number.toPlainString());
            } else {
                appendEscaped(value.toString());
            }
        }

        private void appendEscaped(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\0' -> text.append("\\0");
                    default -> text.append(c);
                }
            }
        }
    }
}
