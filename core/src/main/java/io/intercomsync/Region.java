package io.intercomsync;

import java.net.URI;

/** Where Intercom hosts a workspace. Intercom's own address shows it: {@code app.eu.intercom.com} is {@link #EU}. */
public enum Region {
    /** The United States; a request for a workspace elsewhere is passed on by Intercom where it can. */
    US("https://api.intercom.io/"),
    /** Europe. */
    EU("https://api.eu.intercom.io/"),
    /** Australia. */
    AU("https://api.au.intercom.io/");

    private final URI baseUrl;

    Region(String baseUrl) {
        this.baseUrl = URI.create(baseUrl);
    }

    /** Where the API of this region is. */
    public URI baseUrl() {
        return baseUrl;
    }
}
