package io.intercomsync.model;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place where a person was last seen. API 1.x and 2.x spell the members differently; the accessors read both.
 *
 * @param json the object as Intercom sent it
 */
public record LocationData(Map<String, @Nullable Object> json) implements NestedValue {

    public LocationData {
        json = Containers.object(json);
    }

    /** Returns the city. */
    public @Nullable String cityName() {
        return first("city_name", "city");
    }

    /** Returns the code of the continent, {@code EU} for example. */
    public @Nullable String continentCode() {
        return text("continent_code");
    }

    /** Returns the code of the country. */
    public @Nullable String countryCode() {
        return text("country_code");
    }

    /** Returns the country. */
    public @Nullable String countryName() {
        return first("country_name", "country");
    }

    /** Returns the degrees north; sent by API 1.x only. */
    public @Nullable BigDecimal latitude() {
        return decimal("latitude");
    }

    /** Returns the degrees east; sent by API 1.x only. */
    public @Nullable BigDecimal longitude() {
        return decimal("longitude");
    }

    /** Returns the postal code; sent by API 1.x only. */
    public @Nullable String postalCode() {
        return text("postal_code");
    }

    /** Returns the region. */
    public @Nullable String regionName() {
        return first("region_name", "region");
    }

    /** Returns the name of the time zone; sent by API 1.x only. */
    public @Nullable String timezone() {
        return text("timezone");
    }

    private @Nullable String first(String name, String otherName) {
        String text = text(name);
        return text == null ? text(otherName) : text;
    }
}
