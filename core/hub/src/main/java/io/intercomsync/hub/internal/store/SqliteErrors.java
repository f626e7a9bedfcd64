package io.intercomsync.hub.internal.store;

import io.intercomsync.error.SinkException;
import java.sql.SQLException;

/** Turns errors of SQLite into this library's, each with its remedy and without SQLite's own words. */
final class SqliteErrors {
    private static final int PRIMARY_CODE = 0xFF;

    private SqliteErrors() {}

    /** @param doing names the action that failed, on the file */
    static SinkException of(String doing, SQLException error) {
        return SinkException.withoutWords(doing + ": " + reason(error), error);
    }

    /** Returns the reason and its remedy. */
    static String reason(SQLException error) {
        int code = error.getErrorCode() & PRIMARY_CODE;
        return switch (code) {
            case 13 -> "the disk is full. Free some space; the next run goes on from here";
            case 10 -> "the disk reported an input/output error. Check the disk; the next run goes on from here";
            case 11 ->
                "the file is damaged. Restore it from a backup, or delete it and let a source run fill a new one";
            case 26 -> "the file is no SQLite database. Name another file for the hub";
            case 8 -> "the file cannot be written. Check the rights to the file and its directory";
            case 14 -> "the file cannot be opened. Check that the directory exists and that this user may write to it";
            case 5, 6 -> "another program has locked the file. Close that program; only the hub may open the file";
            case 7 -> "there is not enough memory";
            default -> "SQLite failed with the code " + error.getErrorCode();
        };
    }
}
