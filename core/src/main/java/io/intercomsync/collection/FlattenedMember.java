package io.intercomsync.collection;

import io.intercomsync.model.AiAgent;
import io.intercomsync.model.Author;
import io.intercomsync.model.Avatar;
import io.intercomsync.model.ConversationRating;
import io.intercomsync.model.EmbeddedObject;
import io.intercomsync.model.FirstContactReply;
import io.intercomsync.model.LocationData;
import io.intercomsync.model.Message;
import io.intercomsync.model.NestedValue;
import io.intercomsync.model.Reference;
import io.intercomsync.model.SlaApplied;
import io.intercomsync.model.Statistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member of a nested object that also has a column of its own, such as {@code location_data_city_name}. */
record FlattenedMember(String suffix, ColumnType type, Function<NestedValue, @Nullable Object> read) {

    private static final Map<Class<?>, List<FlattenedMember>> OF_TYPE = Stream.of(
                    of(Avatar.class).text("image_url", Avatar::imageUrl),
                    of(Author.class).text("type", Author::type).text("id", Author::id),
                    of(Reference.class).text("type", Reference::type).text("id", Reference::id),
                    of(EmbeddedObject.class).text("id", EmbeddedObject::id),
                    locationData(),
                    message(),
                    of(FirstContactReply.class)
                            .time("created_at", FirstContactReply::createdAt)
                            .text("type", FirstContactReply::type)
                            .text("url", FirstContactReply::url),
                    statistics(),
                    conversationRating(),
                    of(SlaApplied.class)
                            .text("name", SlaApplied::slaName)
                            .text("status", SlaApplied::slaStatus)
                            .text("type", SlaApplied::type),
                    aiAgent())
            .collect(Collectors.toUnmodifiableMap(FlattenedMembers::type, FlattenedMembers::list));

    /** Returns the members of a type that have columns of their own; empty for most types. */
    static List<FlattenedMember> ofType(Class<?> type) {
        return OF_TYPE.getOrDefault(type, List.of());
    }

    private static <T extends NestedValue> FlattenedMembers<T> of(Class<T> type) {
        return new FlattenedMembers<>(type);
    }

    private static FlattenedMembers<LocationData> locationData() {
        return of(LocationData.class)
                .text("city_name", LocationData::cityName)
                .text("continent_code", LocationData::continentCode)
                .text("country_code", LocationData::countryCode)
                .text("country_name", LocationData::countryName)
                .decimal("latitude", LocationData::latitude)
                .decimal("longitude", LocationData::longitude)
                .text("postal_code", LocationData::postalCode)
                .text("region_name", LocationData::regionName)
                .text("timezone", LocationData::timezone);
    }

    private static FlattenedMembers<Message> message() {
        return of(Message.class)
                .text("id", Message::id)
                .text("type", Message::type)
                .text("subject", Message::subject)
                .text("body", Message::body)
                .text("delivered_as", Message::deliveredAs)
                .text("url", Message::url)
                .text("author_type", within(Message::author, Author::type))
                .text("author_id", within(Message::author, Author::id));
    }

    private static FlattenedMembers<Statistics> statistics() {
        return of(Statistics.class)
                .integer("time_to_assignment", Statistics::timeToAssignment)
                .integer("time_to_admin_reply", Statistics::timeToAdminReply)
                .integer("time_to_first_close", Statistics::timeToFirstClose)
                .integer("time_to_last_close", Statistics::timeToLastClose)
                .integer("median_time_to_reply", Statistics::medianTimeToReply)
                .time("first_contact_reply_at", Statistics::firstContactReplyAt)
                .time("first_assignment_at", Statistics::firstAssignmentAt)
                .time("first_admin_reply_at", Statistics::firstAdminReplyAt)
                .time("first_close_at", Statistics::firstCloseAt)
                .time("last_assignment_at", Statistics::lastAssignmentAt)
                .time("last_assignment_admin_reply_at", Statistics::lastAssignmentAdminReplyAt)
                .time("last_contact_reply_at", Statistics::lastContactReplyAt)
                .time("last_admin_reply_at", Statistics::lastAdminReplyAt)
                .time("last_close_at", Statistics::lastCloseAt)
                .text("last_closed_by_id", Statistics::lastClosedById)
                .integer("count_reopens", Statistics::countReopens)
                .integer("count_assignments", Statistics::countAssignments)
                .integer("count_conversation_parts", Statistics::countConversationParts)
                .json("assigned_team_first_response_time", "assigned_team_first_response_time_in_office_hours")
                .integer("handling_time", Statistics::handlingTime)
                .integer("adjusted_handling_time", Statistics::adjustedHandlingTime);
    }

    private static FlattenedMembers<ConversationRating> conversationRating() {
        return of(ConversationRating.class)
                .integer("value", ConversationRating::rating)
                .text("remark", ConversationRating::remark)
                .time("created_at", ConversationRating::createdAt)
                .time("updated_at", ConversationRating::updatedAt)
                .text("contact_id", within(ConversationRating::contact, Reference::id))
                .text("teammate_type", within(ConversationRating::teammate, Reference::type))
                .text("teammate_id", within(ConversationRating::teammate, Reference::id));
    }

    private static FlattenedMembers<AiAgent> aiAgent() {
        return of(AiAgent.class)
                .text("source_type", AiAgent::sourceType)
                .text("source_title", AiAgent::sourceTitle)
                .text("last_answer_type", AiAgent::lastAnswerType)
                .text("resolution_state", AiAgent::resolutionState)
                .integer("rating", AiAgent::rating)
                .text("rating_remark", AiAgent::ratingRemark)
                .time("created_at", AiAgent::createdAt)
                .time("updated_at", AiAgent::updatedAt)
                .json("content_sources");
    }

    /** Reads a member of a member. */
    private static <T, M> Function<T, @Nullable String> within(
            Function<T, @Nullable M> member, Function<M, @Nullable String> inner) {
        return value -> {
            M found = member.apply(value);
            return found == null ? null : inner.apply(found);
        };
    }
}
