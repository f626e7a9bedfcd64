package io.intercomsync.fake.internal.api;

import java.util.Set;

/** A version of the API. The version of a request decides the form of its answer. */
public record ServedVersion(String text, int minor) {

    private static final int NEWEST = 17;
    private static final Set<String> UNRELEASED = Set.of("Preview", "Unstable");

    public static ServedVersion of(String text) {
        if (UNRELEASED.contains(text)) {
            return new ServedVersion(text, 99);
        }
        if (text.matches("1\\.[0-4]")) {
            return new ServedVersion(text, Route.FIRST);
        }
        if (text.matches("2\\.\\d{1,2}")) {
            int minor = Integer.parseInt(text.substring(2));
            if (minor <= NEWEST) {
                return new ServedVersion(text, minor);
            }
        }
        throw new ApiError(400, "intercom_version_invalid", "The requested version could not be found: " + text);
    }

    /** Returns whether this is one of 1.0 to 1.4, which differ too much to share endpoints. */
    boolean isFirst() {
        return minor == Route.FIRST;
    }

    public boolean isAtLeast(int wanted) {
        return minor >= wanted;
    }

    /** Returns whether contact search compares times by the second instead of by day. */
    public boolean hasExactTimes() {
        return minor >= 17;
    }
}
