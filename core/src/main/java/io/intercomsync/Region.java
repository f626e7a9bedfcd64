package io.intercomsync;

import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The regions in which Intercom hosts workspaces. The address of the workspace shows it: {@code app.eu.intercom.com} is
 * {@link #EU}.
 */
public enum Region {
    /** The United States. Intercom passes on requests for workspaces of other regions if it can. */
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

    /** Returns the name of the region that an address belongs to; {@code null} if it is no address of Intercom's. */
    static @Nullable String nameOf(URI address) {
        return Arrays.stream(values())
                .filter(region -> region.baseUrl.getHost().equalsIgnoreCase(address.getHost()))
                .map(Region::name)
                .findFirst()
                .orElse(null);
    }
}
