package io.intercomsync.collection;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The definition of a custom attribute in Intercom. Its values are in the {@code custom_attributes} column of the collection.
 *
 * @param collection the collection whose rows have the attribute
 * @param name the name, as it stands in {@code custom_attributes}; case-sensitive, may contain any character
 * @param label the name that Intercom shows to people; {@code null} if Intercom sends none
 * @param type the data type in Intercom's words: {@code string}, {@code integer}, {@code float}, {@code boolean}, {@code date},
 *     {@code datetime}; Intercom may add others. {@code null} if Intercom sends none
 * @param archived whether the attribute is archived: rows may still hold values of it
 */
public record AttributeDefinition(
        IntercomCollection collection,
        String name,
        @Nullable String label,
        @Nullable String type,
        boolean archived) {

    public AttributeDefinition {
        requireNonNull(collection, "collection");
        requireNonNull(name, "name");
    }
}
