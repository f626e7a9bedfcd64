package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead: a person whom your application does not know yet; in API 2.x a contact with the role {@code lead}.
 *
 * @param id Intercom's id of the lead
 * @param createdAt when the lead was added to Intercom, to the second
 * @param updatedAt when the lead was last changed, to the second
 * @param userId your own id of the lead ({@code external_id} in API 2.x); {@code null} if you set none
 * @param lastRequestAt when the lead last made a request ({@code last_seen_at} in API 2.x)
 * @param name the full name
 * @param email the e-mail address
 * @param phone the phone number
 * @param customAttributes the custom attributes by name, case-sensitive; empty when there are none
 * @param unsubscribedFromEmails whether the lead wants no e-mail
 * @param locationData where the lead was last seen
 * @param lastSeenIp the address the lead was last seen at; sent by API 1.x only
 * @param userAgentData the browser the lead was last seen with
 * @param companies the companies of the lead, complete; empty when there are none
 * @param avatar the picture; {@code null} if there is none
 * @param anonymous whether this is a lead; always true
 * @param remoteCreatedAt when you created the lead; sent by API 1.x only
 * @param signedUpAt when the lead signed up
 * @param sessionCount how many sessions the lead had; sent by API 1.x only
 * @param segments the segments that the lead is in; empty when there are none
 * @param tags the tags on the lead with their names, complete; empty when there are none
 * @param role the role as API 2.x sends it: {@code user} or {@code lead}
 * @param ownerId the id of the admin who owns the lead
 * @param emailDomain the part of the e-mail address after the @
 * @param lastSeenAt when the lead was last seen
 * @param lastRepliedAt when the lead last replied
 * @param lastContactedAt when the lead was last written to
 * @param lastEmailOpenedAt when the lead last opened an e-mail
 * @param lastEmailClickedAt when the lead last followed a link in an e-mail
 * @param hasHardBounced whether an e-mail to the address bounced for good
 * @param markedEmailAsSpam whether the lead marked an e-mail as spam
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
 * @param androidLastSeenAt when the lead was last seen in the Android app
 * @param iosAppName the name of the iOS app
 * @param iosAppVersion the version of the iOS app
 * @param iosDevice the iOS device
 * @param iosOsVersion the version of iOS
 * @param iosSdkVersion the version of the Intercom SDK in the iOS app
 * @param iosLastSeenAt when the lead was last seen in the iOS app
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Contact(
        String id,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String userId,
        @Nullable Instant lastRequestAt,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        Map<String, @Nullable Object> customAttributes,
        @Nullable Boolean unsubscribedFromEmails,
        @Nullable LocationData locationData,
        @Nullable String lastSeenIp,
        @Nullable UserAgentData userAgentData,
        List<Reference> companies,
        @Nullable Avatar avatar,
        @Nullable Boolean anonymous,
        @Nullable Instant remoteCreatedAt,
        @Nullable Instant signedUpAt,
        @Nullable Long sessionCount,
        List<Reference> segments,
        List<Reference> tags,
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

    public Contact {
        requireNonNull(id, "id");
        customAttributes = Containers.object(customAttributes);
        companies = Containers.list(companies);
        segments = Containers.list(segments);
        tags = Containers.list(tags);
        extra = Containers.object(extra);
    }
}
