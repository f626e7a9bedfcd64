package io.intercomsync.jdbc;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An object that somebody added to a table, and that may refuse, change or keep out rows.
 *
 * @param kind its kind: {@code trigger}, {@code rule}, {@code row-level policy}, {@code index}
 * @param name its name
 * @param function the function that a trigger calls; empty for others
 */
record OwnersObject(String kind, String name, String function) {
    OwnersObject(String kind, String name) {
        this(kind, name, "");
    }

    /** Whether a fault of this function, or of the object by its name, is this one's. */
    boolean isCalled(String called) {
        return called.equals(name)
                || (!function.isEmpty() && (called.equals(function) || called.endsWith("." + function)));
    }

    static List<OwnersObject> ofKind(String kind, List<OwnersObject> objects) {
        return objects.stream().filter(each -> each.kind().equals(kind)).toList();
    }

    /** Names them: {@code the trigger "a" or the rule "b"}. */
    static String names(List<OwnersObject> objects) {
        return objects.stream().map(OwnersObject::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return "the " + kind + " \"" + Messages.cleaned(name) + '"';
    }
}
