package io.intercomsync.internal.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** Checks the addresses that the application sets. */
public final class BaseUrl {
    private BaseUrl() {}

    /**
     * Returns the address with a slash at its end.
     *
     * @param name the name of the setting
     * @throws IllegalArgumentException if it is not the address of a host, or has an impossible port, a user, a query or a fragment
     */
    public static URI checked(URI address, String name) {
        requireNonNull(address, name);
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(name + " must be an http or https address of a host");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(name + " must have no user, query or fragment: " + address.getHost());
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            throw new IllegalArgumentException(name + " must have a port from 1 to 65535: " + address.getPort());
        }
        return address.toString().endsWith("/") ? address : URI.create(address + "/");
    }

    /** Returns whether others on the network could read what is sent there: plain http beyond this machine. */
    public static boolean isOpenToReaders(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !TrustedHosts.isLoopback(address);
    }
}
