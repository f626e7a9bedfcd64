package io.intercomsync.fake.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the text of queries and forms. */
public final class QueryText {

    private QueryText() {}

    public static Map<String, String> parse(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                query.put(decode(pair), "");
            }
        }
        return query;
    }

    static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
