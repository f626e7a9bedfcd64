package io.intercomsync;

import java.net.URI;

/**
 * The places where Intercom hosts workspaces. The address of the workspace shows it: {@code app.eu.intercom.com} is
 * {@link #EU}.
 */
public enum Region {
    /** The United States. Intercom passes on requests for workspaces elsewhere where it can. */
    US("https://api.intercom.io/"),
    /** Europe. */
    EU("https://api.eu.intercom.io/"),
    /** Australia. */
    AU("https://api.au.intercom.io/");

    private final URI baseUrl;

    Region(String baseUrl) {
        this.baseUrl = URI.create(baseUrl);
    }

    /** Returns the address of the API of this region. */
    public URI baseUrl() {
        return baseUrl;
    }
}
