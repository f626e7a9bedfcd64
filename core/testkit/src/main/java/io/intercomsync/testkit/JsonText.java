package io.intercomsync.testkit;

import io.intercomsync.internal.json.Json;
import java.util.Map;

/** Writes JSON as rows hold it. */
final class JsonText {
    private JsonText() {}

    static String object(String name, Object value) {
        return Json.write(Map.of(name, value));
    }
}
