package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.files.LibraryFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.JDBC;

/** Opens connections of SQLite, and refuses a version of SQLite that may lose data. */
final class SqliteDriver {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    /** Before 3.51.3 two connections that write and move the log at the same instant could lose committed pages. */
    private static final int OLDEST = 3_051_003;

    /** About the size of SQLite's native library. */
    private static final long BYTES_OF_LIBRARY = 2L << 20;

    private SqliteDriver() {}

    /**
     * Checks the version of SQLite that the class path has.
     *
     * @throws SinkException if it is too old, or if its native library cannot be loaded
     */
    static void check() {
        try (HubConnection memory = connect(":memory:")) {
            refuseOld(requireNonNull(memory.first("SELECT sqlite_version()", row -> row.getString(1))));
        } catch (SQLException e) {
            throw SqliteErrors.of("Cannot start SQLite", e);
        }
    }

    static void refuseOld(String version) {
        Matcher parts = VERSION.matcher(version);
        int number = parts.matches()
                ? Integer.parseInt(parts.group(1)) * 1_000_000
                        + Integer.parseInt(parts.group(2)) * 1_000
                        + Integer.parseInt(parts.group(3))
                : 0;
        if (number < OLDEST) {
            throw new SinkException("The hub needs SQLite 3.51.3 or later, but the class path has " + version
                    + ", which can lose committed data. Set the version of org.xerial:sqlite-jdbc to 3.54.1.0 in the build of"
                    + " your application: its dependency management has chosen an older one");
        }
    }

    /** @throws SinkException if the file's name cannot be used, or if the native library cannot be loaded */
    static HubConnection open(Path file) throws SQLException {
        return connect(file.toString());
    }

    private static HubConnection connect(String file) throws SQLException {
        try {
            Connection connection = new JDBC().connect(JDBC.PREFIX + file, new Properties());
            return new HubConnection(requireNonNull(connection, "connection"));
        } catch (LinkageError e) {
            throw unloadable(e);
        } catch (SQLException e) {
            if (e.getErrorCode() == 0) {
                throw unloadable(e);
            }
            throw e;
        }
    }

    private static SinkException unloadable(Throwable cause) {
        return SinkException.withoutWords(
                "Cannot load the native library of SQLite. "
                        + LibraryFolder.explain("org.sqlite.tmpdir", BYTES_OF_LIBRARY),
                cause);
    }
}
