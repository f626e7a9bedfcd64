package io.intercomsync.internal.http;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Decides which hosts a link in a response may point to, and recognizes the addresses of this machine. */
public final class TrustedHosts {
    private static final Set<String> INTERCOM = Set.of("api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private TrustedHosts() {}

    /** Returns whether an address leads to this machine, as far as the address alone shows. */
    static boolean isLoopback(URI address) {
        HttpUrl url = HttpUrl.get(address);
        return url != null
                && (url.host().equals("localhost")
                        || url.host().equals("::1")
                        || LOOPBACK.matcher(url.host()).matches());
    }

    /**
     * Returns whether an answer may name a host: the one that was asked, or Intercom's own, which stand behind a
     * gateway.
     */
    public static boolean isTrusted(HttpUrl url, HttpUrl asked) {
        return url.host().equals(asked.host()) || INTERCOM.contains(url.host());
    }
}
