package io.intercomsync.quickstart;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps token and password out of what is printed, also where a driver or a server repeats them. */
final class Secrets {
    private static final Pattern USER_OF_URL = Pattern.compile("//[^/?;]*@");
    private static final String HIDDEN = "***";

    private final String jdbcUrl;
    private final @Nullable String[] secrets;

    /** @param secrets texts to hide; {@code null} where there is none */
    Secrets(String jdbcUrl, @Nullable String... secrets) {
        this.jdbcUrl = jdbcUrl;
        this.secrets = secrets.clone();
    }

    /** Where the warehouse is: the URL without its parameters, any of which may be secret. */
    String place() {
        String address = jdbcUrl.split("[?;]", 2)[0];
        return USER_OF_URL.matcher(address).replaceFirst("//");
    }

    String hide(String text) {
        String hidden = text.replace(jdbcUrl, place());
        for (String parameter : jdbcUrl.split("[?;&]", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).matches("(?i).*(password|token|secret|key).*")) {
                hidden = hide(hidden, parameter.substring(equals + 1));
            }
        }
        for (String secret : secrets) {
            hidden = hide(hidden, secret);
        }
        return hidden;
    }

    private static String hide(String text, @Nullable String secret) {
        return secret == null || secret.isBlank() ? text : text.replace(secret.strip(), HIDDEN);
    }
}
