package io.intercomsync.internal.mapping;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.Sha256;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.SocialProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The social profiles of one person. API 2.x sends no ids: a hash of name, URL and user name takes their place.
 * Intercom's id belongs to the network, not to the person. Profiles that would share an id get a hash of all their data instead,
 * whatever their order, and Intercom's id is then in {@code extra}. Equal profiles become one.
 *
 * @param profiles the profiles, each id once
 * @param typeMismatches how many of their values had a type that does not fit
 */
record ProfileMapping(List<IntercomRecord> profiles, int typeMismatches) {

    static ProfileMapping of(List<Map<String, @Nullable Object>> sent, String personId) {
        List<IntercomRecord> profiles = new ArrayList<>(sent.size());
        int typeMismatches = 0;
        for (Map<String, @Nullable Object> json : sent) {
            Fields fields = new Fields(json);
            profiles.add(profile(fields, personId));
            typeMismatches += fields.typeMismatches();
        }
        return new ProfileMapping(profiles.size() < 2 ? profiles : toldApart(profiles), typeMismatches);
    }

    private static List<IntercomRecord> toldApart(List<IntercomRecord> profiles) {
        Map<String, Set<SocialProfile>> byId = new LinkedHashMap<>();
        for (IntercomRecord each : profiles) {
            SocialProfile profile = (SocialProfile) each;
            byId.computeIfAbsent(profile.id(), id -> new LinkedHashSet<>()).add(profile);
        }
        List<IntercomRecord> apart = new ArrayList<>(profiles.size());
        for (Set<SocialProfile> sharing : byId.values()) {
            for (SocialProfile profile : sharing) {
                apart.add(sharing.size() == 1 ? profile : toldApart(profile));
            }
        }
        return apart;
    }

    private static SocialProfile profile(Fields fields, String personId) {
        fields.constant("type", "social_profile");
        String sent = id(fields);
        String name = fields.text("name");
        String url = fields.text("url");
        String username = fields.text("username");
        String id = sent == null || sent.isEmpty() ? hash(name, url, username) : sent;
        return new SocialProfile(personId, id, name, url, username, fields.extra());
    }

    /** Returns the id that was sent; {@code null} if there is none. One that is too long to be a key stays in {@code extra}. */
    private static @Nullable String id(Fields fields) {
        Object sent = fields.peek("id");
        if (sent == null || IntercomIds.isUsable(sent)) {
            return fields.id("id");
        }
        fields.addTypeMismatch("id");
        return null;
    }

    private static SocialProfile toldApart(SocialProfile profile) {
        String plain = hash(profile.name(), profile.url(), profile.username());
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(profile.extra());
        if (!profile.id().equals(plain)) {
            extra.putIfAbsent("id", profile.id());
        }
        String id = hash(profile.name(), profile.url(), profile.username(), Json.write(extra));
        return new SocialProfile(profile.personId(), id, profile.name(), profile.url(), profile.username(), extra);
    }

    /** Returns the first half of the SHA-256 of the texts, each with its length before it, in hexadecimal. */
    private static String hash(@Nullable String... texts) {
        MessageDigest digest = Sha256.newDigest();
        for (String text : texts) {
            // Text as JSON: an encoder would make one character of all halves of surrogate pairs.
            byte[] bytes = Json.write(text).getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
