package io.intercomsync.internal.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is kept as the text that was sent: a number with more digits than any type has room for, or a value that
 * is nested too deep. It fits no column, so only its own field stays empty. In a row it is text.
 *
 * @param json the text, on one line
 */
public record VerbatimJson(String json) {

    public VerbatimJson {
        json = json.replace('\n', ' ').replace('\r', ' ');
    }

    /** Counts such values in a value that was read from JSON, at any depth. */
    public static int countIn(@Nullable Object value) {
        if (value instanceof VerbatimJson) {
            return 1;
        }
        int count = 0;
        if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                count += countIn(object.valueAt(i));
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                count += countIn(item);
            }
        }
        return count;
    }

    @Override
    public String toString() {
        return json;
    }
}
