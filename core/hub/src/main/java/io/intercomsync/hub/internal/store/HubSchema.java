package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Makes the tables of a new file, and recognizes those of an old one. */
final class HubSchema {
    static final String HUB = "hub";
    static final String WORKSPACE = "workspace";
    static final String PURGED = "purged";
    static final String RUN_BEGAN = "run_began";
    static final String RUN_ENDED = "run_ended";

    private static final long APPLICATION = 0x49435348;
    private static final long FORMAT = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE shapes (n INTEGER PRIMARY KEY, collection INTEGER NOT NULL, columns TEXT NOT NULL)",
            "CREATE TABLE families (n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, seq INTEGER NOT NULL,"
                    + " truncated INTEGER NOT NULL, id BLOB NOT NULL)",
            "CREATE UNIQUE INDEX families_by_id ON families (kind, id)",
            "CREATE INDEX families_by_seq ON families (seq)",
            "CREATE INDEX families_truncated ON families (n) WHERE truncated = 1",
            "CREATE TABLE rows (n INTEGER PRIMARY KEY, collection INTEGER NOT NULL, family INTEGER NOT NULL,"
                    + " shape INTEGER NOT NULL, version TEXT, key BLOB NOT NULL, data BLOB NOT NULL)",
            "CREATE UNIQUE INDEX rows_by_key ON rows (collection, key)",
            "CREATE INDEX rows_by_family ON rows (family)",
            "CREATE TABLE removals (collection INTEGER NOT NULL, key BLOB NOT NULL, family INTEGER NOT NULL,"
                    + " reason TEXT NOT NULL, at TEXT NOT NULL, survivor BLOB, PRIMARY KEY (collection, key)) WITHOUT ROWID",
            "CREATE INDEX removals_by_family ON removals (family)",
            "CREATE TABLE counts (collection INTEGER PRIMARY KEY, live INTEGER NOT NULL)",
            "CREATE TABLE attributes (collection INTEGER NOT NULL, name BLOB NOT NULL, label BLOB, type TEXT,"
                    + " archived INTEGER NOT NULL, PRIMARY KEY (collection, name)) WITHOUT ROWID",
            "CREATE TABLE checkpoints (feed TEXT PRIMARY KEY, state BLOB NOT NULL)",
            "CREATE TABLE commits (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, session TEXT NOT NULL)",
            "CREATE TABLE positions (id TEXT PRIMARY KEY, name TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,"
                    + " pending INTEGER NOT NULL, state BLOB NOT NULL)");

    private HubSchema() {}

    /** @throws SinkException if the file is of another program, or of a later version of this library */
    static void prepare(HubConnection connection, Path file) throws SQLException {
        connection.execute("PRAGMA busy_timeout = 10000");
        boolean isNew = isNew(connection, file); // a file of another program stays as it is
        configure(connection);
        if (isNew) {
            connection.writing(() -> {
                create(connection);
                return true;
            });
        }
    }

    private static boolean isNew(HubConnection connection, Path file) throws SQLException {
        long format = connection.number("PRAGMA user_version");
        long application = connection.number("PRAGMA application_id");
        if (application == APPLICATION && format > FORMAT) {
            throw new SinkException(
                    "The hub " + file + " has the format " + format + "; this version of the library reads " + "format "
                            + FORMAT + ". Use the version that wrote it, or a later one");
        }
        if (application == APPLICATION && format == FORMAT) {
            return false;
        }
        if (application != 0 || format != 0 || connection.number("SELECT count(*) FROM sqlite_schema") != 0) {
            throw new SinkException(
                    "The file " + file + " is the database of another program. Name another file for the hub");
        }
        return true;
    }

    private static void configure(HubConnection connection) throws SQLException {
        connection.execute("PRAGMA page_size = 8192");
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
        String mode = connection.first("PRAGMA journal_mode = WAL", row -> row.getString(1));
        if (!"wal".equalsIgnoreCase(mode)) {
            throw new SinkException(
                    "The hub cannot keep a write-ahead log beside its file. Put the file on a local disk:"
                            + " network file systems do not allow it");
        }
        connection.execute("PRAGMA synchronous = FULL");
        connection.execute("PRAGMA fullfsync = 1");
        connection.execute("PRAGMA journal_size_limit = 16777216");
        connection.execute("PRAGMA temp_store = MEMORY");
        connection.execute("PRAGMA cache_size = -8000");
    }

    /** Configures a connection that only reads. */
    static void configureReader(HubConnection connection) throws SQLException {
        connection.execute("PRAGMA query_only = 1");
        connection.execute("PRAGMA busy_timeout = 10000");
        connection.execute("PRAGMA temp_store = MEMORY");
        connection.execute("PRAGMA cache_size = -4000");
    }

    private static void create(HubConnection connection) throws SQLException {
        for (String table : TABLES) {
            connection.execute(table);
        }
        for (IntercomCollection collection : IntercomCollection.values()) {
            connection.update("INSERT INTO counts VALUES (?, 0)", CollectionNumbers.of(collection));
        }
        fact(connection, HUB, UUID.randomUUID().toString());
        connection.execute("PRAGMA application_id = " + APPLICATION);
        connection.execute("PRAGMA user_version = " + FORMAT);
    }

    static void fact(HubConnection connection, String name, String value) throws SQLException {
        connection.update("INSERT OR REPLACE INTO facts VALUES (?, ?)", name, value);
    }
}
