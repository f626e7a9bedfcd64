package io.intercomsync.quickstart;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The environment variables, and the message for each value that cannot be right. A message never shows a value. */
final class Environment {
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Refuses a variable that is set to nothing but blanks. */
    void refuseBlank(String name) {
        if (variables.containsKey(name) && value(name) == null) {
            throw new UnusableSettingException(name + " is set but blank: give it a value, or unset it");
        }
    }

    /** Refuses a variable that looks like a used setting which is not set. */
    void refuseMisspelt(Predicate<String> isUsed) {
        SettingNames.misspelt(variables.keySet())
                .filter(misspelt -> isUsed.test(misspelt.getValue()))
                .findFirst()
                .ifPresent(misspelt -> {
                    throw new UnusableSettingException(
                            misspelt.getKey() + " is set, but no setting has this name: call it " + misspelt.getValue()
                                    + ", or unset it");
                });
    }

    /** Returns the value with all its blanks; {@code null} if it is not set or empty. */
    @Nullable
    String exactly(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns the time between two runs, from above zero to a year; {@code null} if it is not set. */
    @Nullable
    Duration intervalOf(String name) {
        Duration every = durationOf(name);
        if (every != null && every.isZero()) {
            throw new UnusableSettingException(name + " must be longer than zero");
        }
        if (every != null && every.compareTo(LONGEST_INTERVAL) > 0) {
            throw new UnusableSettingException(name + " must be at most a year: P365D");
        }
        return every;
    }

    /** Returns a duration of zero or more; {@code null} if it is not set. */
    @Nullable
    Duration durationOf(String name) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        Duration duration = checked(name, "a duration such as PT3H", () -> duration(value));
        if (duration.isNegative()) {
            throw new UnusableSettingException(name + " must not be negative");
        }
        return duration;
    }

    static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a duration", e);
        }
    }

    /** Acts on a value. */
    @FunctionalInterface
    interface Use {
        Object of(String value);
    }

    /** Hands the value to the use, if it is set. The use throws for a value that is not as expected. */
    void set(String name, String expected, Use use) {
        String value = value(name);
        if (value != null) {
            checked(name, expected, () -> use.of(value));
        }
    }

    /** Throws an exception that names the wrong setting, without its value: the value may hold a password. */
    static <T> T checked(String name, String expected, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnusableSettingException(name + " is not " + expected, e);
        }
    }

    String value(String name, String otherwise) {
        String value = value(name);
        return value == null ? otherwise : value;
    }

    /** Returns the value without blanks around it; {@code null} if it is not set or blank. */
    @Nullable
    String value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
