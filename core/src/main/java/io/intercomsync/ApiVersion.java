package io.intercomsync;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Intercom's API, which decides the form of its answers. Every request names it, so a change of the
 * default in Intercom's Developer Hub changes nothing here.
 */
public final class ApiVersion implements Comparable<ApiVersion> {
    private static final Pattern NUMBERED = Pattern.compile("([1-9]\\d?)\\.(0|[1-9]\\d{0,3})");

    /**
     * The last version of the first generation, with users and leads instead of contacts. A run reads everything, for
     * the data that only this version has. It is not known if Intercom still answers it.
     */
    public static final ApiVersion V1_4 = of("1.4");
    /** May 2024. */
    public static final ApiVersion V2_11 = of("2.11");
    /** Between {@link #V2_11} and {@link #V2_13}. */
    public static final ApiVersion V2_12 = of("2.12");
    /** Adds the state and the tags of conversation parts. */
    public static final ApiVersion V2_13 = of("2.13");
    /** August 2025; the version of Intercom's own client libraries. */
    public static final ApiVersion V2_14 = of("2.14");
    /** Early 2026. */
    public static final ApiVersion V2_15 = of("2.15");
    /** July 2026, and the default: adds deleted conversations and the survivor of a merge. */
    public static final ApiVersion V2_16 = of("2.16");
    /** Searches contacts by the second instead of by the day. */
    public static final ApiVersion V2_17 = of("2.17");
    /** Intercom's work in progress; it changes without notice. */
    public static final ApiVersion PREVIEW = of("Preview");

    private final String name;
    private final int major;
    private final int minor;

    private ApiVersion(String name, int major, int minor) {
        this.name = name;
        this.major = major;
        this.minor = minor;
    }

    /**
     * Returns the version of this name.
     *
     * @param name {@code 2.15}, for example, or {@code Preview}
     * @throws IllegalArgumentException if it is not the name of a version
     */
    public static ApiVersion of(String name) {
        requireNonNull(name, "name");
        if (name.equalsIgnoreCase("Preview") || name.equalsIgnoreCase("Unstable")) {
            return new ApiVersion("Preview", Integer.MAX_VALUE, 0);
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (!numbered.matches()) {
            throw new IllegalArgumentException("Not a version of Intercom's API, such as 2.16 or Preview: " + name);
        }
        return new ApiVersion(name, Integer.parseInt(numbered.group(1)), Integer.parseInt(numbered.group(2)));
    }

    /** Returns whether this is that version or a later one; {@link #PREVIEW} is later than all others. */
    public boolean isAtLeast(ApiVersion other) {
        return compareTo(other) >= 0;
    }

    /** Returns whether this is 1.x, which has users and leads instead of contacts. */
    public boolean isFirstGeneration() {
        return major == 1;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiVersion version && name.equals(version.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Returns Intercom's name of the version: {@code 2.16}, for example. */
    @Override
    public String toString() {
        return name;
    }
}
