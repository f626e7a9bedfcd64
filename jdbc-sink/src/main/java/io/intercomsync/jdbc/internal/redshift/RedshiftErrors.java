package io.intercomsync.jdbc.internal.redshift;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains the errors of Redshift. It has the SQLStates of PostgreSQL, and XX000 for what it added. */
final class RedshiftErrors implements DatabaseErrors {
    static final RedshiftErrors INSTANCE = new RedshiftErrors();

    private static final Set<String> ALREADY_THERE = Set.of("42P06", "42P07", "42701", "42710");
    private static final Set<String> LACKS_RIGHTS = Set.of("42501", "28000");

    /** Two transactions that cannot both be serialized. */
    private static final String CONFLICT = "40001";

    private static final Pattern NOT_SERIALIZABLE =
            Pattern.compile("(?s)\\A(?:ERROR: )?(?:1023\\b|Serializable isolation violation).*");

    private static final Pattern DEPENDENT = Pattern.compile("(?:view|because) (\\S+) depends on");

    private RedshiftErrors() {}

    @Override
    public String sqlState(SQLException e) {
        SQLException root = DatabaseErrors.root(e);
        boolean isConflict =
                NOT_SERIALIZABLE.matcher(String.valueOf(root.getMessage())).matches();
        return isConflict ? CONFLICT : DatabaseErrors.super.sqlState(root);
    }

    @Override
    public ErrorScope scope(SQLException e) {
        return LACKS_RIGHTS.contains(sqlState(e)) ? ErrorScope.DATABASE : ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(sqlState(e));
    }

    @Override
    public String dependentObject(SQLException e) {
        Matcher dependent =
                DEPENDENT.matcher(String.valueOf(DatabaseErrors.root(e).getMessage()));
        return dependent.find() ? dependent.group(1) : "";
    }

    @Override
    public String advice(SQLException e) {
        if (LACKS_RIGHTS.contains(sqlState(e))) {
            return "The user lacks rights. It needs CREATE and TEMPORARY on the database or, if the schema exists, TEMPORARY on the"
                    + " database, USAGE and CREATE on the schema, and it must own the tables";
        }
        return sqlState(e).equals(CONFLICT)
                ? "Another program was changing the same tables: see that nothing else writes to them, then run again"
                : "";
    }
}
