package io.intercomsync.jdbc.internal.sqlite;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.MissingRight;
import io.intercomsync.jdbc.dialect.NeededRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Tells what keeps a sink from using SQLite, which has no users: the rights are those to the file and its folder. */
final class SqliteChecks implements DatabaseChecks {
    static final SqliteChecks INSTANCE = new SqliteChecks();

    private SqliteChecks() {}

    @Override
    public int oldestVersion() {
        return 3;
    }

    /** SQLite reserves names with this beginning, and the names of tables begin with the schema. */
    @Override
    public boolean isReserved(String schema) {
        return (schema.toLowerCase(Locale.ROOT) + "_").startsWith("sqlite_");
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        Path file = SqliteFile.of(connection);
        return connection.isReadOnly() || (file != null && Files.exists(file) && !Files.isWritable(file));
    }

    @Override
    public List<MissingRight> missingRights(Connection connection, NeededRights needed) throws SQLException {
        Path file = SqliteFile.of(connection);
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return folder == null || Files.isWritable(folder)
                ? List.of()
                : List.of(new MissingRight(
                        "This user may not write to the folder " + folder
                                + ", in which SQLite keeps its log and the sink its lock beside the file",
                        "chmod u+w '" + folder + "'",
                        true));
    }
}
