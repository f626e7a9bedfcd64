package io.intercomsync.collection;

import io.intercomsync.model.Author;
import io.intercomsync.model.Avatar;
import io.intercomsync.model.LocationData;
import io.intercomsync.model.Message;
import io.intercomsync.model.NestedValue;
import io.intercomsync.model.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A member of a nested object that also has a column of its own, such as {@code location_data_city_name}. */
record FlattenedMember(String suffix, ColumnType type, Function<NestedValue, @Nullable Object> read) {

    private static final Map<Class<?>, List<FlattenedMember>> OF_TYPE = Map.of(
            Avatar.class, List.of(text("image_url", Avatar.class, Avatar::imageUrl)),
            Author.class, List.of(text("type", Author.class, Author::type), text("id", Author.class, Author::id)),
            Reference.class,
                    List.of(text("type", Reference.class, Reference::type), text("id", Reference.class, Reference::id)),
            LocationData.class,
                    List.of(
                            text("city_name", LocationData.class, LocationData::cityName),
                            text("continent_code", LocationData.class, LocationData::continentCode),
                            text("country_code", LocationData.class, LocationData::countryCode),
                            text("country_name", LocationData.class, LocationData::countryName),
                            of("latitude", ColumnType.DECIMAL, LocationData.class, LocationData::latitude),
                            of("longitude", ColumnType.DECIMAL, LocationData.class, LocationData::longitude),
                            text("postal_code", LocationData.class, LocationData::postalCode),
                            text("region_name", LocationData.class, LocationData::regionName),
                            text("timezone", LocationData.class, LocationData::timezone)),
            Message.class,
                    List.of(
                            text("id", Message.class, Message::id),
                            text("type", Message.class, Message::type),
                            text("subject", Message.class, Message::subject),
                            text("body", Message.class, Message::body),
                            text("delivered_as", Message.class, Message::deliveredAs),
                            text("url", Message.class, Message::url),
                            text("author_type", Message.class, message -> authorOf(message, Author::type)),
                            text("author_id", Message.class, message -> authorOf(message, Author::id))));

    /** Returns the members with columns of their own of a type; empty for most types. */
    static List<FlattenedMember> of(Class<?> type) {
        return OF_TYPE.getOrDefault(type, List.of());
    }

    private static <T extends NestedValue> FlattenedMember text(
            String suffix, Class<T> type, Function<T, @Nullable Object> member) {
        return of(suffix, ColumnType.TEXT, type, member);
    }

    private static <T extends NestedValue> FlattenedMember of(
            String suffix, ColumnType columnType, Class<T> type, Function<T, @Nullable Object> member) {
        return new FlattenedMember(suffix, columnType, value -> member.apply(type.cast(value)));
    }

    private static @Nullable Object authorOf(Message message, Function<Author, @Nullable Object> member) {
        Author author = message.author();
        return author == null ? null : member.apply(author);
    }
}
