package io.intercomsync.internal.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names of members that were seen before. All objects of a kind have the same ones, so it is much cheaper to find a name
 * among those than to decode it, and one text serves all objects. Thread-safe.
 */
public final class SeenNames implements Json.Names {
    /** Far more than an Intercom object has; where names are data, such as ids, they are soon seen no more. */
    private static final int MOST = 400;

    /** After how many names that it did not know it looks which of them to know from now on. */
    private static final int PATIENCE = 100;

    private final Set<String> seen = new LinkedHashSet<>();
    private volatile Known known = new Known();
    private int unknown;

    @Override
    public String next(JsonReader reader) throws IOException {
        Known now = known;
        int at = reader.selectName(now.options);
        if (at >= 0) {
            return now.names[at];
        }
        String name = reader.nextName();
        learn(name);
        return name;
    }

    private synchronized void learn(String name) {
        if (seen.size() < MOST) {
            seen.add(name);
            unknown++;
            if (unknown % PATIENCE == 0) {
                known = new Known(seen.toArray(new String[0]));
            }
        }
    }

    private static final class Known {
        private final String[] names;
        private final JsonReader.Options options;

        Known(String... names) {
            this.names = names;
            this.options = JsonReader.Options.of(names);
        }
    }
}
