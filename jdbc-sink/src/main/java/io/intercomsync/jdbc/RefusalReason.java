package io.intercomsync.jdbc;

import java.sql.SQLException;
import java.util.List;

/**
 * Says why a row is refused, and what to do about it: in the library's own words and the names of tables and objects. The text
 * of the database is left out, since it can hold data.
 */
final class RefusalReason {
    private static final String ALLOW = "let it allow what Intercom holds, or drop it";

    private RefusalReason() {}

    /** The reason by itself. */
    static String of(SQLException e) {
        String state = "SQLState " + Messages.cleaned(Failures.state(e));
        FaultSource source = FaultSource.of(e);
        String name = source.name().isEmpty() ? "" : " \"" + source.name() + '"';
        return switch (source.origin()) {
            case CONSTRAINT ->
                "it violates " + (name.isEmpty() ? "a constraint" : "the constraint" + name) + " (" + state + ")";
            case COLUMN -> "it has no value for the column" + name + ", which must not be null (" + state + ")";
            case POLICY -> "the row-level policy" + name + " does not allow it (" + state + ")";
            case PARTITION -> "the table has no partition for it (" + state + ")";
            case CODE -> "a trigger or a function" + name + " fails (" + state + ")";
            case PUBLICATION, UNKNOWN -> ofState(Failures.state(e), state);
        };
    }

    private static String ofState(String code, String state) {
        if (code.equals("22001")) {
            return "a text is longer than its column";
        }
        if (code.equals("22003")) {
            return "a number is out of the range of its column";
        }
        if (code.startsWith("23")) {
            return "it violates a constraint of the table (" + state + ")";
        }
        return code.startsWith("54")
                ? "it exceeds a limit of the database (" + state + ")"
                : "the database cannot hold one of its values (" + state + ")";
    }

    /**
     * The reason with the table, the objects at fault and the remedy.
     *
     * @param objects what somebody added to the table
     */
    static String of(SQLException e, Table table, List<OwnersObject> objects) {
        FaultSource source = FaultSource.of(e);
        String of = " of the table " + table.qualified();
        String remedy = switch (source.origin()) {
            case CONSTRAINT -> of + ": " + ALLOW;
            case COLUMN -> of + ": let the column be null";
            case POLICY -> policies(source, objects) + of + ": let the policy allow all rows to the user of the sink";
            case PARTITION -> of + ": add one, or a default partition";
            case CODE -> code(source, objects) + of + ": let it take what Intercom holds, or drop it";
            case PUBLICATION, UNKNOWN -> of + indexes(objects);
        };
        return of(e) + remedy;
    }

    private static String policies(FaultSource source, List<OwnersObject> objects) {
        List<OwnersObject> policies = OwnersObject.ofKind("row-level policy", objects);
        return source.name().isEmpty() && !policies.isEmpty() ? ", which is " + OwnersObject.names(policies) + "," : "";
    }

    private static String code(FaultSource source, List<OwnersObject> objects) {
        List<OwnersObject> triggers = OwnersObject.ofKind("trigger", objects);
        List<OwnersObject> called =
                triggers.stream().filter(each -> each.isCalled(source.name())).toList();
        if (!called.isEmpty()) {
            return ", called by " + OwnersObject.names(called);
        }
        return source.name().isEmpty() && !triggers.isEmpty() ? ", which is " + OwnersObject.names(triggers) : "";
    }

    private static String indexes(List<OwnersObject> objects) {
        List<OwnersObject> indexes = OwnersObject.ofKind("index", objects);
        return indexes.isEmpty() ? "" : " or of " + OwnersObject.names(indexes) + ": " + ALLOW;
    }

    /** Why a row is not there although it was sent and the database reported no fault. */
    static String ofLost(Table table, List<OwnersObject> objects) {
        return "it was sent to the table " + table.qualified()
                + " and the database reported no fault, but it is not there as" + " it was sent: " + kept(objects)
                + ". Let it take what Intercom holds as it is, or drop it";
    }

    /** Why a row is still there although it was removed or marked and the database reported no fault. */
    static String ofStaying(Table table, List<OwnersObject> objects) {
        return "it is gone in Intercom, and the database reported no fault, but it is still in the table "
                + table.qualified() + ": " + kept(objects) + ". Let it remove and mark what is gone, or drop it";
    }

    private static String kept(List<OwnersObject> objects) {
        List<OwnersObject> able =
                objects.stream().filter(each -> !each.kind().equals("index")).toList();
        return able.isEmpty()
                ? "something that somebody added to the table keeps it so"
                : OwnersObject.names(able) + " may keep it so";
    }

    /** Why a row stays that is to be removed or marked. */
    static String ofRemoval(SQLException e, Table table, List<OwnersObject> objects) {
        String hint = FaultSource.of(e).origin() == FaultSource.Origin.CONSTRAINT
                ? ", or declare it ON DELETE CASCADE where it refers to this table"
                : "";
        return "it is gone in Intercom, but cannot be removed or marked: " + of(e, table, objects) + hint;
    }
}
