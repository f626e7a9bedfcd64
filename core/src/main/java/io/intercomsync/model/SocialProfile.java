package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile of a person in a social network.
 *
 * @param personId Intercom's id of the user or lead
 * @param id Intercom's id of the profile; where none is sent (API 2.x), a hash of name, URL and user name
 * @param name the name of the network
 * @param url the URL of the profile, as sent; it may be malformed
 * @param username the name in the network; sent by API 1.x only
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record SocialProfile(
        String personId,
        String id,
        @Nullable String name,
        @Nullable String url,
        @Nullable String username,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public SocialProfile {
        requireNonNull(personId, "personId");
        requireNonNull(id, "id");
        extra = Containers.object(extra);
    }
}
