package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.search.ContactSearchFields;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds contacts as they are now, be searches late or not. */
final class ContactLookup {

    private final Workspace workspace;
    private final ObjectTable contacts;
    private final ContactSearchFields fields;

    ContactLookup(Workspace workspace, ContactSearchFields fields) {
        this.workspace = workspace;
        this.contacts = workspace.table(ObjectType.CONTACTS);
        this.fields = fields;
    }

    /** Returns the contact with that id; throws ApiError if there is none. */
    Map<String, Object> present(ApiCall call, String id) {
        Map<String, Object> contact = contacts.find(id);
        if (contact != null) {
            return contact;
        }
        if (workspace.merged.containsKey(id) && call.version().isAtLeast(16)) {
            throw new ApiError(
                    410,
                    "contact_merged",
                    "This contact has been merged. See the 'Link' header for the canonical contact.",
                    Map.of("Link", "</contacts/" + survivor(id) + ">; rel=\"canonical\""));
        }
        throw notFound();
    }

    static ApiError notFound() {
        return new ApiError(404, "not_found", "User Not Found");
    }

    /** Returns the survivor at the end of a chain of merges. It follows at most three merges. */
    private String survivor(String merged) {
        String survivor = merged;
        for (int hops = 0; hops < 3; hops++) {
            survivor = workspace.merged.getOrDefault(survivor, survivor);
        }
        return survivor;
    }

    /** Returns the oldest contact with that value; null if there is none. */
    @Nullable
    Map<String, Object> first(String key, String value) {
        return other("", key, value);
    }

    /** Returns the oldest contact with that value other than the one with that id; null if there is none. */
    @Nullable
    Map<String, Object> other(String id, String key, String value) {
        return contacts.numbers()
                .filter(number ->
                        value.equals(value(number, key)) && !contacts.id(number).equals(id))
                .mapToObj(contacts::get)
                .findFirst()
                .orElse(null);
    }

    /** Returns the contact that the body names by one of these keys. Each key is mapped to a key of contacts. */
    Map<String, Object> named(ApiCall call, Map<String, Object> body, List<String> keys) {
        BodyType.TEXT.require(body, keys);
        for (String key : keys) {
            String value = ApiCall.text(body, key);
            if (value != null) {
                String of = key.equals("user_id") ? "external_id" : key;
                Map<String, Object> contact =
                        of.equals("email") || of.equals("external_id") ? first(of, value) : present(call, value);
                if (contact == null) {
                    throw notFound();
                }
                return contact;
            }
        }
        throw ApiError.missing(String.join(" or ", keys));
    }

    private @Nullable Object value(int number, String key) {
        return contacts.isUntouched(number)
                ? fields.value(number, key)
                : contacts.get(number).get(key);
    }
}
