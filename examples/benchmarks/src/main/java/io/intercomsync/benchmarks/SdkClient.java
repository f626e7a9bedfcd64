package io.intercomsync.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.intercom.api.Admin;
import io.intercom.api.Author;
import io.intercom.api.Company;
import io.intercom.api.Contact;
import io.intercom.api.Conversation;
import io.intercom.api.ConversationCollection;
import io.intercom.api.ConversationPart;
import io.intercom.api.CustomAttribute;
import io.intercom.api.Intercom;
import io.intercom.api.LocationData;
import io.intercom.api.NotFoundException;
import io.intercom.api.ScrollableCompanyCollection;
import io.intercom.api.ScrollableContactCollection;
import io.intercom.api.ScrollableUserCollection;
import io.intercom.api.Segment;
import io.intercom.api.SocialProfile;
import io.intercom.api.Tag;
import io.intercom.api.User;
import java.net.URI;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The program that the library is compared with: Intercom's own Java SDK in a simple loop, one call after the other.
 * It writes with JDBC batches, one transaction a page. It reads all nine collections and stores most values of the
 * SDK's models. It obeys no rate limit, compares nothing and cannot resume. The SDK is 2.8.2, for API 1.x. The
 * arguments are those of {@link LibraryClient}; it ignores the last two.
 */
final class SdkClient {
    private final ObjectMapper json = new ObjectMapper();
    private final SdkTables tables;
    private long requests;

    private SdkClient(SdkTables tables) {
        this.tables = tables;
    }

    public static void main(String[] arguments) throws Exception {
        HeapLog heap = new HeapLog();
        Intercom.setApiBaseURI(URI.create(arguments[0]));
        Intercom.setToken(arguments[1]);
        Instant start = Instant.now();
        try (SdkTables tables = new SdkTables(arguments[2], arguments[3])) {
            SdkClient client = new SdkClient(tables);
            client.read();
            RunFigures.say("READ", tables.rows(), client.requests, start, Duration.between(start, Instant.now()));
        }
        RunFigures.sayCost(heap);
        System.exit(0);
    }

    private void read() throws SQLException {
        SdkSchema.create(tables);
        lists();
        scroll(Company::scroll, ScrollableCompanyCollection::scroll, ScrollableCompanyCollection::getPage, this::add);
        scroll(User::scroll, ScrollableUserCollection::scroll, ScrollableUserCollection::getPage, this::add);
        scroll(Contact::scroll, ScrollableContactCollection::scroll, ScrollableContactCollection::getPage, this::add);
        conversations();
    }

    private void lists() throws SQLException {
        requests += 3;
        for (Segment each : Segment.list().getPage()) {
            tables.add("segments", each.getId(), each.getName(), time(each.getCreatedAt()), time(each.getUpdatedAt()));
        }
        for (Tag each : Tag.list().getPage()) {
            tables.add("tags", each.getId(), each.getName());
        }
        for (Admin each : Admin.list().getPage()) {
            tables.add("admins", each.getId(), each.getName(), each.getEmail(), null);
        }
        tables.commit();
    }

    private <P, T> void scroll(Supplier<P> first, UnaryOperator<P> next, Function<P, List<T>> objects, Store<T> store)
            throws SQLException {
        requests++;
        P page;
        try {
            page = first.get();
        } catch (NotFoundException none) {
            return; // there is nothing to scroll
        }
        while (!objects.apply(page).isEmpty()) {
            for (T each : objects.apply(page)) {
                store.add(each);
            }
            tables.commit();
            requests++;
            page = next.apply(page);
        }
    }

    private void conversations() throws SQLException {
        requests++;
        ConversationCollection page = Conversation.list(Map.of("per_page", "60"));
        while (true) {
            for (Conversation each : page.getPage()) {
                requests++;
                add(Conversation.find(each.getId()));
            }
            tables.commit();
            if (!page.hasNextPage()) {
                return;
            }
            requests++;
            page = page.nextPage();
        }
    }

    private void add(Company each) throws SQLException {
        tables.add(
                "companies",
                each.getId(),
                each.getCompanyID(),
                each.getName(),
                each.getPlan() == null ? null : each.getPlan().getName(),
                each.getSize(),
                each.getWebsite(),
                each.getIndustry(),
                time(each.getCreatedAt()),
                time(each.getUpdatedAt()),
                time(each.getRemoteCreatedAt()),
                time(each.getLastRequestAt()),
                each.getSessionCount(),
                each.getUserCount(),
                each.getMonthlySpend(),
                attributes(each.getCustomAttributes()),
                ids(each.getSegmentCollection().getPage(), Segment::getId),
                ids(each.getTagCollection().getPage(), Tag::getId));
    }

    /** Stores a user. The code for leads is the same, but the SDK has no common type. */
    private void add(User each) throws SQLException {
        LocationData location = each.getLocationData();
        tables.add(
                "users",
                each.getId(),
                each.getUserId(),
                each.getName(),
                each.getEmail(),
                each.getPhone(),
                each.getPseudonym(),
                each.getAvatar() == null
                        ? null
                        : String.valueOf(each.getAvatar().getImageURL()),
                time(each.getCreatedAt()),
                time(each.getUpdatedAt()),
                time(each.getLastRequestAt()),
                each.getLastSeenIp(),
                each.getSessionCount(),
                each.getUnsubscribedFromEmails(),
                each.getUserAgentData(),
                location == null ? null : location.getCity_Name(),
                location == null ? null : location.getRegionName(),
                location == null ? null : location.getCountryName(),
                location == null ? null : location.getTimezone(),
                attributes(each.getCustomAttributes()),
                ids(each.getCompanyCollection().getPage(), Company::getId),
                ids(each.getSegmentCollection().getPage(), Segment::getId),
                ids(each.getTagCollection().getPage(), Tag::getId));
        addProfiles(each.getSocialProfileCollection().getSocialProfiles(), each.getId());
    }

    private void add(Contact each) throws SQLException {
        LocationData location = each.getLocationData();
        tables.add(
                "contacts",
                each.getID(),
                each.getUserID(),
                each.getName(),
                each.getEmail(),
                each.getPhone(),
                each.getPseudonym(),
                each.getAvatar() == null
                        ? null
                        : String.valueOf(each.getAvatar().getImageURL()),
                time(each.getCreatedAt()),
                time(each.getUpdatedAt()),
                time(each.getLastRequestAt()),
                each.getLastSeenIP(),
                each.getSessionCount(),
                each.getUnsubscribedFromEmails(),
                each.getUserAgentData(),
                location == null ? null : location.getCity_Name(),
                location == null ? null : location.getRegionName(),
                location == null ? null : location.getCountryName(),
                location == null ? null : location.getTimezone(),
                attributes(each.getCustomAttributes()),
                ids(each.getCompanyCollection().getPage(), Company::getId),
                ids(each.getSegmentCollection().getPage(), Segment::getId),
                ids(each.getTagCollection().getPage(), Tag::getId));
        addProfiles(each.getSocialProfileCollection().getSocialProfiles(), each.getID());
    }

    private void addProfiles(List<SocialProfile> profiles, String person) throws SQLException {
        for (SocialProfile each : profiles) {
            tables.add(
                    "social_profiles",
                    each.getId() == null ? person + each.getName() : each.getId(),
                    person,
                    each.getName(),
                    each.getUsername(),
                    String.valueOf(each.getUrl()));
        }
    }

    private void add(Conversation each) throws SQLException {
        Author author = each.getConversationMessage().getAuthor();
        tables.add(
                "conversations",
                each.getId(),
                time(each.getCreatedAt()),
                time(each.getUpdatedAt()),
                time(each.getWaitingSince()),
                time(each.getSnoozedUntil()),
                each.getOpen(),
                each.getRead(),
                each.getState(),
                each.getUser() == null ? null : each.getUser().getId(),
                each.getAssignee() == null ? null : each.getAssignee().getId(),
                each.getConversationMessage().getId(),
                each.getConversationMessage().getSubject(),
                each.getConversationMessage().getBody(),
                author == null ? null : author.getId(),
                author == null ? null : author.getType(),
                each.getConversationMessage().getUrl(),
                ids(each.getTagCollection().getPage(), Tag::getId));
        for (ConversationPart part : each.getConversationPartCollection().getPage()) {
            tables.add(
                    "conversation_parts",
                    part.getId(),
                    each.getId(),
                    part.getPartType(),
                    part.getBody(),
                    time(part.getCreatedAt()),
                    time(part.getUpdatedAt()),
                    time(part.getNotifiedAt()),
                    part.getAuthor() == null ? null : part.getAuthor().getId(),
                    part.getAuthor() == null ? null : part.getAuthor().getType(),
                    part.getAssignedTo() == null ? null : part.getAssignedTo().getId());
        }
    }

    /** Returns a time. The SDK returns zero for no time. */
    private static @Nullable Timestamp time(long seconds) {
        return seconds == 0 ? null : new Timestamp(seconds * 1000);
    }

    @SuppressWarnings("rawtypes") // as the SDK declares it
    private String attributes(Map<String, CustomAttribute> attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> values.put(name, attribute == null ? null : attribute.getValue()));
        return json(values);
    }

    private <T> String ids(List<T> objects, Function<T, String> id) {
        return json(objects.stream().map(id).toList());
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Store<T> {
        void add(T object) throws SQLException;
    }
}
