package io.intercomsync.model;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a person was last seen. API 1.x and 2.x spell the members differently; the accessors read both.
 *
 * @param json the object as Intercom sent it
 */
public record LocationData(Map<String, @Nullable Object> json) implements NestedValue {

    public LocationData {
        json = JsonMembers.object(json);
    }

    /** The city. */
    public @Nullable String cityName() {
        return JsonMembers.text(json, "city_name", "city");
    }

    /** The code of the continent, {@code EU} for example. */
    public @Nullable String continentCode() {
        return JsonMembers.text(json, "continent_code");
    }

    /** The code of the country. */
    public @Nullable String countryCode() {
        return JsonMembers.text(json, "country_code");
    }

    /** The country. */
    public @Nullable String countryName() {
        return JsonMembers.text(json, "country_name", "country");
    }

    /** Degrees north; sent by API 1.x only. */
    public @Nullable BigDecimal latitude() {
        return JsonMembers.decimal(json, "latitude");
    }

    /** Degrees east; sent by API 1.x only. */
    public @Nullable BigDecimal longitude() {
        return JsonMembers.decimal(json, "longitude");
    }

    /** The postal code; sent by API 1.x only. */
    public @Nullable String postalCode() {
        return JsonMembers.text(json, "postal_code");
    }

    /** The region. */
    public @Nullable String regionName() {
        return JsonMembers.text(json, "region_name", "region");
    }

    /** The name of the time zone; sent by API 1.x only. */
    public @Nullable String timezone() {
        return JsonMembers.text(json, "timezone");
    }
}
