package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.value.JsonValues;
import org.jspecify.annotations.Nullable;

/**
 * The browser that a person was last seen with.
 *
 * @param json the user agent's text in API 1.x; in 2.x an object of {@code browser}, {@code browser_version},
 *     {@code browser_language} and {@code os}
 */
public record UserAgentData(Object json) implements NestedValue {

    public UserAgentData {
        json = requireNonNull(JsonValues.unmodifiable(json), "json");
    }

    /** Returns the user agent's text, as API 1.x sends it; {@code null} in 2.x. */
    public @Nullable String text() {
        return json instanceof String text ? text : null;
    }

    /** Returns the browser's name; {@code null} in API 1.x. */
    public @Nullable String browser() {
        return text("browser");
    }

    /** Returns the browser's version; {@code null} in API 1.x. */
    public @Nullable String browserVersion() {
        return text("browser_version");
    }

    /** Returns the browser's language; {@code null} in API 1.x. */
    public @Nullable String browserLanguage() {
        return text("browser_language");
    }

    /** Returns the operating system; {@code null} in API 1.x. */
    public @Nullable String os() {
        return text("os");
    }
}
