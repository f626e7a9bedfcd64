package io.intercomsync.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a callback. */
record Callback(
        @Nullable String state,
        @Nullable String code,
        @Nullable String error) {
    /** The longest query. A longer one is an attack. */
    private static final int LONGEST = 8_192;

    /** Reads a raw query. A plus stays a plus: a code may contain it, and no parameter contains a blank. */
    static Callback of(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            throw invalid("it has no query");
        }
        if (rawQuery.length() > LONGEST) {
            throw invalid("its query is longer than " + LONGEST + " characters");
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null && name.matches("state|code|error")) {
                throw invalid("it has the parameter " + name + " twice");
            }
        }
        return new Callback(parameters.get("state"), parameters.get("code"), parameters.get("error"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) { // its words repeat the text
            throw invalid("its percent-encoding is wrong");
        }
    }

    /** Returns the code. */
    String consent() {
        if (error != null && error.equals("access_denied")) {
            throw new OAuthException(
                    Reason.CONSENT_DENIED,
                    "The app got no access to the workspace, because consent was denied on Intercom's page: connect again"
                            + " and choose to authorize it",
                    null);
        }
        if (error != null) {
            throw invalid("Intercom reports an error other than access_denied");
        }
        if (code == null || code.isEmpty()) {
            throw invalid("it has no code");
        }
        return code;
    }

    private static OAuthException invalid(String why) {
        return new OAuthException(
                Reason.INVALID_CALLBACK,
                "The callback is none of Intercom's: " + why
                        + ". See whether the redirect URL leads here unchanged, then connect again with a new begin()",
                null);
    }

    /** Does not show the parameters. */
    @Override
    public String toString() {
        return "Callback[***]";
    }
}
