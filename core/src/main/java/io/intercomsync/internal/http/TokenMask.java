package io.intercomsync.internal.http;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks the access token in the words of servers, proxies and libraries. Finds it in any case, percent-encoded,
 * escaped as in JSON or HTML, and with or without its padding. This library's own words are never masked, whatever
 * the token is.
 */
final class TokenMask {
    private static final String MASK = "***";

    private final Pattern token;

    TokenMask(String token) {
        String core = token.replaceAll("(?<=.)=+$", "");
        StringBuilder pattern = new StringBuilder();
        core.chars().forEach(c -> pattern.append(spellings((char) c)));
        pattern.append(spellings('=')).append("{0,8}"); // a token has two at most
        this.token = Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
    }

    /** Returns a pattern for a character in all its spellings; {@code %} itself may be encoded several times. */
    private static String spellings(char c) {
        String hex = Integer.toHexString(c);
        String form = c == '+' ? "| " : "";
        return String.format(
                Locale.ROOT,
                "(?:\\\\?%s|%%(?:25)*%s|\\\\u00%s|&#x0*%s;|&#0*%d;%s)",
                Pattern.quote(String.valueOf(c)),
                hex,
                hex,
                hex,
                (int) c,
                form);
    }

    /** Returns the text without the token. */
    String masked(String text) {
        return token.matcher(text).replaceAll(MASK);
    }

    /** Returns whether the token is in a failure, in its causes or in its suppressed exceptions. */
    boolean isIn(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        while (!left.isEmpty()) {
            Throwable next = left.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (token.matcher(next.toString()).find()) {
                return true;
            }
            Collections.addAll(left, next.getSuppressed());
            if (next.getCause() != null) {
                left.add(next.getCause());
            }
        }
        return false;
    }
}
