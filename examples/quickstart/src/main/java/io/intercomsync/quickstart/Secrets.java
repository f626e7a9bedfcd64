package io.intercomsync.quickstart;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides token and password in all output, also in messages of a driver or a server. A secret that is an ordinary word
 * is hidden only as the value of a setting, because it may also be a word of our own messages.
 */
final class Secrets {
    private static final Pattern USER_OF_URL = Pattern.compile("//[^/?;]*@");
    /** Matches letters together with digits, or characters that no word has. */
    private static final Pattern UNLIKE_WORDS =
            Pattern.compile("(?s)(?=.{5})(?=.*[0-9])(?=.*[A-Za-z]).*|(?=.{5}).*[^\\w .,:;'()-].*");

    private static final String HIDDEN = "***";

    private final String jdbcUrl;
    private final @Nullable String[] secrets;

    /** @param secrets texts to hide; {@code null} for a missing one */
    Secrets(String jdbcUrl, @Nullable String... secrets) {
        this.jdbcUrl = jdbcUrl;
        this.secrets = secrets.clone();
    }

    /** Returns the URL of the warehouse without its parameters, because any of them may be secret. */
    String place() {
        String address = jdbcUrl.split("[?;]", 2)[0];
        return USER_OF_URL.matcher(address).replaceFirst("//");
    }

    String hide(String text) {
        String hidden = text.replace(jdbcUrl, place());
        for (String parameter : jdbcUrl.split("[?;&]", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).matches("(?i).*(password|token|secret|key).*")) {
                String value = parameter.substring(equals + 1);
                hidden = hide(hide(hidden, value), decoded(value));
            }
        }
        for (String secret : secrets) {
            hidden = hide(hidden, secret);
        }
        return hidden;
    }

    private static String hide(String text, @Nullable String secret) {
        if (secret == null || secret.isBlank()) {
            return text;
        }
        String core = secret.strip();
        String hidden = text.replace(URLEncoder.encode(core, StandardCharsets.UTF_8), core);
        return UNLIKE_WORDS.matcher(core).matches()
                ? hidden.replace(core, HIDDEN)
                : text.replaceAll("(?<=[=:])" + Pattern.quote(core) + "(?![\\w-])", HIDDEN);
    }

    /** Decodes a value: a driver shows it without the encoding of the URL. */
    private static @Nullable String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }
}
