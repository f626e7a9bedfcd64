package io.intercomsync.internal.feed;

import org.jspecify.annotations.Nullable;

/**
 * Notices that a sequence goes round in a circle, however long, by remembering only one of its elements (Brent's
 * algorithm): the one it remembers is replaced after 1, 2, 4, 8, ... steps.
 */
final class Rounds {
    private @Nullable Object remembered;
    private long steps;
    private long renewAfter = 1;

    /** Whether this element has been met before. It may take one round more to notice it. */
    boolean closedBy(Object element) {
        if (element.equals(remembered)) {
            return true;
        }
        steps++;
        if (steps >= renewAfter) {
            remembered = element;
            renewAfter *= 2;
            steps = 0;
        }
        return false;
    }
}
