package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person known to your application: in API 2.x a contact with the role {@code user}.
 *
 * @param id Intercom's id of the user
 * @param userId your own id of the user ({@code external_id} in API 2.x); {@code null} if you set none
 * @param anonymous whether this is a lead; always false
 * @param avatar the picture; {@code null} if there is none
 * @param companies the companies of the user, complete; empty when there are none
 * @param email the e-mail address
 * @param phone the phone number
 * @param createdAt when the user was added to Intercom, to the second
 * @param remoteCreatedAt when you created the user; sent by API 1.x only
 * @param updatedAt when the user was last changed, to the second
 * @param signedUpAt when the user signed up
 * @param lastRequestAt when the user last made a request ({@code last_seen_at} in API 2.x)
 * @param sessionCount how many sessions the user had; sent by API 1.x only
 * @param unsubscribedFromEmails whether the user wants no e-mail
 * @param locationData where the user was last seen
 * @param name the full name
 * @param segments the segments that the user is in; empty when there are none
 * @param tags the tags on the user with their names, complete; empty when there are none
 * @param lastSeenIp the address the user was last seen at; sent by API 1.x only
 * @param userAgentData the browser the user was last seen with
 * @param customAttributes the custom attributes by name, case-sensitive; empty when there are none
 * @param role the role as API 2.x sends it: {@code user} or {@code lead}
 * @param ownerId the id of the admin who owns the user
 * @param emailDomain the part of the e-mail address after the @
 * @param lastSeenAt when the user was last seen
 * @param lastRepliedAt when the user last replied
 * @param lastContactedAt when the user was last written to
 * @param lastEmailOpenedAt when the user last opened an e-mail
 * @param lastEmailClickedAt when the user last followed a link in an e-mail
 * @param hasHardBounced whether an e-mail to the address bounced for good
 * @param markedEmailAsSpam whether the user marked an e-mail as spam
 * @param languageOverride the language set for the Messenger
 * @param browser the browser's name
 * @param browserVersion the browser's version
 * @param browserLanguage the browser's language
 * @param os the operating system
 * @param androidAppName the name of the Android app
 * @param androidAppVersion the version of the Android app
 * @param androidDevice the Android device
 * @param androidOsVersion the version of Android
 * @param androidSdkVersion the version of the Intercom SDK in the Android app
 * @param androidLastSeenAt when the user was last seen in the Android app
 * @param iosAppName the name of the iOS app
 * @param iosAppVersion the version of the iOS app
 * @param iosDevice the iOS device
 * @param iosOsVersion the version of iOS
 * @param iosSdkVersion the version of the Intercom SDK in the iOS app
 * @param iosLastSeenAt when the user was last seen in the iOS app
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record User(
        String id,
        @Nullable String userId,
        @Nullable Boolean anonymous,
        @Nullable Avatar avatar,
        List<Reference> companies,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Instant createdAt,
        @Nullable Instant remoteCreatedAt,
        @Nullable Instant updatedAt,
        @Nullable Instant signedUpAt,
        @Nullable Instant lastRequestAt,
        @Nullable Long sessionCount,
        @Nullable Boolean unsubscribedFromEmails,
        @Nullable LocationData locationData,
        @Nullable String name,
        List<Reference> segments,
        List<Reference> tags,
        @Nullable String lastSeenIp,
        @Nullable UserAgentData userAgentData,
        Map<String, @Nullable Object> customAttributes,
        @Nullable String role,
        @Nullable String ownerId,
        @Nullable String emailDomain,
        @Nullable Instant lastSeenAt,
        @Nullable Instant lastRepliedAt,
        @Nullable Instant lastContactedAt,
        @Nullable Instant lastEmailOpenedAt,
        @Nullable Instant lastEmailClickedAt,
        @Nullable Boolean hasHardBounced,
        @Nullable Boolean markedEmailAsSpam,
        @Nullable String languageOverride,
        @Nullable String browser,
        @Nullable String browserVersion,
        @Nullable String browserLanguage,
        @Nullable String os,
        @Nullable String androidAppName,
        @Nullable String androidAppVersion,
        @Nullable String androidDevice,
        @Nullable String androidOsVersion,
        @Nullable String androidSdkVersion,
        @Nullable Instant androidLastSeenAt,
        @Nullable String iosAppName,
        @Nullable String iosAppVersion,
        @Nullable String iosDevice,
        @Nullable String iosOsVersion,
        @Nullable String iosSdkVersion,
        @Nullable Instant iosLastSeenAt,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public User {
        requireNonNull(id, "id");
        companies = Containers.list(companies);
        segments = Containers.list(segments);
        tags = Containers.list(tags);
        customAttributes = Containers.object(customAttributes);
        extra = Containers.object(extra);
    }
}
