package io.intercomsync.jdbc.internal.schema;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for a sink what keeps it from making a view. */
public final class ViewWarnings {
    private static final Logger log = LoggerFactory.getLogger(ViewWarnings.class);

    private final boolean areViewsWanted;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    public ViewWarnings(boolean areViewsWanted) {
        this.areViewsWanted = areViewsWanted;
    }

    /** Returns whether the sink is to make views. */
    public boolean areViewsWanted() {
        return areViewsWanted;
    }

    void warn(String message) {
        if (said.add(message)) {
            log.warn("{}", message);
        }
    }
}
