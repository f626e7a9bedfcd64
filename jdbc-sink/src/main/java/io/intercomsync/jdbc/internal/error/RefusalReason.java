package io.intercomsync.jdbc.internal.error;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says why a row is refused and what to do about it, in the library's own words and the names of tables and objects. The text
 * of the database may hold data, so it is left out.
 */
public final class RefusalReason {
    private static final String ALLOW = "let it allow what Intercom holds, or drop it";

    private RefusalReason() {}

    /**
     * Returns the reason with the table, the objects at fault and the remedy.
     *
     * @param objects what somebody added to the table
     */
    public static String of(SQLException e, DatabaseErrors errors, TargetTable table, List<TableObject> objects) {
        ErrorOrigin origin = errors.origin(e);
        String of = " of the table " + table.qualifiedName();
        String remedy = switch (origin.kind()) {
            case CONSTRAINT -> of + perhaps(ofConstraint(origin, objects)) + ": " + ALLOW;
            case COLUMN -> of + ": let the column be null";
            case POLICY -> policies(origin, objects) + of + ": let the policy allow all rows to the user of the sink";
            case PARTITION -> of + ": add one, or a default partition";
            case CODE -> code(origin, objects) + of + ": let it take what Intercom holds, or drop it";
            case PUBLICATION, UNKNOWN -> " in the table " + table.qualifiedName() + remedy(errors.sqlState(e), objects);
        };
        return ErrorSummary.of(e, errors) + remedy;
    }

    private static String policies(ErrorOrigin origin, List<TableObject> objects) {
        List<TableObject> policies = ofKind("row-level policy", objects);
        return origin.name().isEmpty() && !policies.isEmpty() ? ", which is " + names(policies) + "," : "";
    }

    private static String code(ErrorOrigin origin, List<TableObject> objects) {
        List<TableObject> triggers = ofKind("trigger", objects);
        List<TableObject> called =
                triggers.stream().filter(each -> isCalled(each, origin.name())).toList();
        if (!called.isEmpty()) {
            return ", called by " + names(called);
        }
        return origin.name().isEmpty() && !triggers.isEmpty() ? ", which is " + names(triggers) : "";
    }

    private static String remedy(String sqlState, List<TableObject> objects) {
        if (sqlState.equals("42501")) {
            return ": grant the user SELECT, INSERT, UPDATE and DELETE";
        }
        return objects.isEmpty() ? "" : perhaps(objects) + ": " + ALLOW;
    }

    /** Returns what may have the constraint: a table that a trigger changes, or a table that refers to this one. */
    private static List<TableObject> ofConstraint(ErrorOrigin origin, List<TableObject> objects) {
        return objects.stream()
                .filter(each -> each.kind().equals("trigger")
                        || (origin.name().isEmpty() && each.kind().equals(TableObject.REFERENCE)))
                .toList();
    }

    /** Names what may be at fault where the database does not tell. */
    private static String perhaps(List<TableObject> objects) {
        return objects.isEmpty() ? "" : ", perhaps because of " + names(objects);
    }

    /** Returns the reason for a row that is not stored as it was sent, although the database reported no error. */
    public static String ofLost(TargetTable table, List<TableObject> objects) {
        return "it was sent to the table " + table.qualifiedName()
                + " and the database reported no error, but it is not there as it was sent: " + kept(objects)
                + ". Let it take what Intercom holds as it is, or drop it";
    }

    /** Returns the reason for a row that stays although it was removed or marked and the database reported no error. */
    public static String ofStaying(TargetTable table, List<TableObject> objects) {
        return "its stored row was to be removed or marked, and the database reported no error, but it is still in the table "
                + table.qualifiedName() + ": " + kept(objects) + ". Let it remove and mark what is gone, or drop it";
    }

    private static String kept(List<TableObject> objects) {
        List<TableObject> able =
                objects.stream().filter(TableObject::mayChangeRows).toList();
        return able.isEmpty()
                ? "something that somebody added to the table keeps it so"
                : names(able) + " may keep it so";
    }

    /**
     * Returns the reason for a row that cannot be removed or marked.
     *
     * @param objects what somebody added to the table
     */
    public static String ofRemoval(
            SQLException e, DatabaseErrors errors, TargetTable table, List<TableObject> objects) {
        return "it was deleted in Intercom, but cannot be removed or marked: " + ofDelete(e, errors, table, objects);
    }

    /** Returns the reason for a row that cannot move to its table, because its earlier row cannot be removed from another one. */
    public static String ofMove(SQLException e, DatabaseErrors errors, TargetTable from, List<TableObject> objects) {
        return "its earlier row cannot be removed: " + ofDelete(e, errors, from, objects);
    }

    private static String ofDelete(
            SQLException e, DatabaseErrors errors, TargetTable table, List<TableObject> objects) {
        String hint = errors.origin(e).kind() == ErrorOrigin.Kind.CONSTRAINT
                ? ", or declare it ON DELETE CASCADE where it refers to this table"
                : "";
        return of(e, errors, table, objects) + hint;
    }

    /** Returns whether the called function or object is this one or its function. */
    private static boolean isCalled(TableObject object, String called) {
        String function = object.function();
        return called.equals(object.name())
                || (!function.isEmpty() && (called.equals(function) || called.endsWith("." + function)));
    }

    /** Returns those of the objects that are of this kind. */
    public static List<TableObject> ofKind(String kind, List<TableObject> objects) {
        return objects.stream().filter(each -> each.kind().equals(kind)).toList();
    }

    /** Names the objects: {@code the trigger "a" or the rule "b"}. */
    public static String names(List<TableObject> objects) {
        return objects.stream().map(TableObject::toString).collect(Collectors.joining(" or "));
    }
}
