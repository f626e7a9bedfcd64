package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Explains the errors of BigQuery by how their messages begin: its drivers give no useful SQLStates and codes. */
final class BigQueryErrors implements DatabaseErrors {
    static final BigQueryErrors INSTANCE = new BigQueryErrors();

    /** Comes before the words of the server, depending on the driver. */
    private static final String START =
            "(?s)\\A(?:\\[[^\\]]*\\](?:\\([^)]*\\))?\\s*)*(?:[\\w.]+(?:Error|Exception):\\s*)?";

    private static final Pattern THERE = Pattern.compile(START + "(?:Already Exists:|.*?Column already exists).*");
    private static final Pattern LACKS_RIGHTS = Pattern.compile(START + "(?:Access Denied|Permission denied).*");
    private static final Pattern LIMITED = Pattern.compile(START
            + "(?:Quota exceeded|Exceeded rate limits|Job exceeded rate limits|Resources exceeded|Too many DML).*");
    private static final Pattern CONFLICT =
            Pattern.compile(START + "(?:Could not serialize access|Transaction is aborted).*");
    private static final Pattern GONE = Pattern.compile(START
            + "(?:Not found:|Could not serialize access|Transaction is aborted|The service is currently unavailable|"
            + "An internal error|Backend error|Retrying may solve).*");

    private BigQueryErrors() {}

    private static boolean is(Pattern pattern, SQLException e) {
        String message = DatabaseErrors.root(e).getMessage();
        return message != null && pattern.matcher(message).matches();
    }

    @Override
    public String sqlState(SQLException e) {
        return DatabaseErrors.super.sqlState(DatabaseErrors.root(e));
    }

    @Override
    public ErrorScope scope(SQLException e) {
        return is(LACKS_RIGHTS, e) || is(LIMITED, e) || is(GONE, e)
                ? ErrorScope.DATABASE
                : ErrorScope.of(sqlState(e), false);
    }

    /** Every statement is its own transaction, and each can be run again. */
    @Override
    public boolean isConflict(SQLException e) {
        return is(CONFLICT, e);
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return is(THERE, e);
    }

    @Override
    public String advice(SQLException e) {
        if (is(LACKS_RIGHTS, e)) {
            return "The account lacks rights. It needs the roles BigQuery Job User on the project, and BigQuery Data Owner on the"
                    + " dataset, or BigQuery User on the project to create it";
        }
        return is(LIMITED, e)
                ? "A quota of the project is used up: let runs be rarer, or ask for more; the next run goes on from the last"
                        + " stored checkpoint"
                : "";
    }
}
