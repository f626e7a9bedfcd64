package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import java.io.File;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.TimeZone;

/** Says which setting of the JVM or of the machine keeps a driver from connecting. */
final class MachineFaults {
    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final String DUCKDB = "org.duckdb.";
    /** About the size of DuckDB's native library. */
    private static final long BYTES_OF_DUCKDB = 64L << 20;

    private MachineFaults() {}

    /**
     * PostgreSQL's driver names the JVM's time zone to the server; a pool may have wrapped the answer.
     *
     * @throws SinkException if the server does not know that zone
     */
    static void explain(SQLException fault) {
        for (Throwable cause : ConnectFailures.causes(fault)) {
            if (cause instanceof SQLException answer
                    && INVALID_PARAMETER_VALUE.equals(answer.getSQLState())
                    && String.valueOf(answer.getMessage()).contains("\"TimeZone\"")) {
                throw new SinkException(
                        "The database does not know the JVM's time zone, "
                                + TimeZone.getDefault().getID()
                                + ". Start the program with the JVM's setting -Duser.timezone=UTC, or with another zone that"
                                + " the database knows; the stored times are the same in all of them",
                        fault);
            }
        }
    }

    /**
     * DuckDB's driver unpacks a native library into the folder for temporary files, and loads it from there.
     *
     * @throws SinkException if it could not
     */
    static void explain(LinkageError fault) {
        if (!isOfDuckDb(fault)) {
            return;
        }
        String folder = System.getProperty("java.io.tmpdir", "");
        throw new SinkException(
                "Cannot load DuckDB's native library. Its driver unpacks it into the folder " + folder + ", which "
                        + flaw(new File(folder))
                        + ". Mend that, or choose another folder by the JVM's setting -Djava.io.tmpdir=...; then start the"
                        + " program again",
                fault);
    }

    private static boolean isOfDuckDb(LinkageError fault) {
        return Arrays.stream(fault.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(DUCKDB));
    }

    private static String flaw(File folder) {
        if (!folder.isDirectory()) {
            return "does not exist";
        }
        if (!folder.canWrite()) {
            return "this user may not write to";
        }
        return folder.getUsableSpace() < BYTES_OF_DUCKDB
                ? "has too little space for its " + (BYTES_OF_DUCKDB >> 20) + " MB"
                : "must allow programs to be run: see whether it is mounted noexec";
    }
}
