package io.intercomsync.internal.api;

import java.util.Set;
import okhttp3.HttpUrl;

/** Which hosts an answer may name. */
final class Hosts {
    private static final Set<String> INTERCOM = Set.of("api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io");

    private Hosts() {}

    /** The host that was asked, and Intercom's own, which stand behind it where it is a gateway or passes requests on. */
    static boolean isTrusted(HttpUrl url, HttpUrl asked) {
        return url.host().equals(asked.host()) || INTERCOM.contains(url.host());
    }
}
