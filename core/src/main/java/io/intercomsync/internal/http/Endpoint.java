package io.intercomsync.internal.http;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * An endpoint of the API. Its title names it in messages and logs, without ids and values. A resource makes its own endpoints;
 * the endpoints of {@code Calls} are here. An endpoint equals only itself.
 */
public final class Endpoint {
    private static final String ID = "{id}";
    /** Keeps the host and the other segments of the path as they are: only the id of an object comes from outside. */
    private static final Pattern PATH = Pattern.compile("[a-z_]+(/[a-z_]+)*(/\\{id}(/[a-z_]+)?)?");

    private static final List<String> COMMON_LISTS = List.of(
            "data", "conversations", "contacts", "companies", "segments", "tags", "admins", "teams", "users", "leads");

    public static final Endpoint ME = get("me");
    public static final Endpoint CONTACTS = get("contacts");
    public static final Endpoint CONTACT = get("contacts/{id}");
    public static final Endpoint CONTACT_SEARCH = post("contacts/search");
    public static final Endpoint CONTACT_TAGS = get("contacts/{id}/tags");
    public static final Endpoint CONTACT_COMPANIES = get("contacts/{id}/companies");
    public static final Endpoint CONTACT_SEGMENTS = get("contacts/{id}/segments");
    public static final Endpoint CONVERSATION = get("conversations/{id}");
    public static final Endpoint CONVERSATIONS = get("conversations");
    public static final Endpoint CONVERSATION_SEARCH = post("conversations/search");
    public static final Endpoint COMPANY = get("companies/{id}");
    public static final Endpoint COMPANY_SCROLL = scroll("companies/scroll");
    public static final Endpoint SEGMENTS = get("segments", "segment");
    public static final Endpoint TAGS = get("tags", "tag");
    public static final Endpoint ADMINS = get("admins", "admin", "team");
    public static final Endpoint TEAMS = get("teams", "team");
    public static final Endpoint ATTRIBUTES = get("data_attributes");

    private final String verb;
    private final String path;
    private final boolean isRepeatable;
    /** The types of the objects on lists that prove removals; empty for other endpoints. */
    private final List<String> types;

    private final List<String> lists;

    private Endpoint(String verb, String path, boolean isRepeatable, String... types) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not the path of an endpoint: " + path);
        }
        this.verb = verb;
        this.path = path;
        this.isRepeatable = isRepeatable;
        this.types = List.of(types);
        Set<String> names = new LinkedHashSet<>(COMMON_LISTS);
        Arrays.stream(path.split("/")).filter(name -> !name.equals(ID)).forEach(names::add);
        this.lists = List.copyOf(names);
    }

    /**
     * Returns an endpoint that is read with GET.
     *
     * @param path the path below the base URL, with {@code {id}} in the place of an id
     * @param types for a list that proves removals, the values of "type" in its objects; the list's own comes first
     */
    public static Endpoint get(String path, String... types) {
        return new Endpoint("GET", path, true, types);
    }

    /** Returns an endpoint that is read with POST, such as a search. */
    public static Endpoint post(String path) {
        return new Endpoint("POST", path, true);
    }

    /** Returns the endpoint of a scroll. A scroll moves on with each request, so no request is sent twice. */
    public static Endpoint scroll(String path) {
        return new Endpoint("GET", path, false);
    }

    /** Returns the names that a list in an answer may have, among them the names in the path. */
    public List<String> lists() {
        return lists;
    }

    /** Returns whether an answer has the form of Intercom's list. A list that proves removals must have it. */
    public boolean isOwnList(Map<String, @Nullable Object> answer, String member) {
        if (types.isEmpty()) {
            return true;
        }
        String noun = types.get(0);
        List<String> names = List.of("list", noun + ".list", noun + "s.list");
        Object type = answer.get("type");
        return type != null && names.contains(type) && (member.equals("data") || member.equals(noun + "s"));
    }

    /** Returns whether an object may be on that list. */
    public boolean mayList(Map<?, ?> object) {
        return types.isEmpty() || object.get("type") == null || types.contains(object.get("type"));
    }

    /** Returns whether asking again gives the same answer. Searches are reads, too, whatever their verb. */
    boolean isRepeatable() {
        return isRepeatable;
    }

    /** Makes the request of an endpoint that has no id in its path. */
    public Call<JsonBody> request(IntercomApi api, Exchange exchange, Map<String, String> query) {
        return verb.equals("GET") ? api.list(exchange, path, query) : api.post(exchange, path, query);
    }

    /** Makes the request of an endpoint that takes a body. */
    public Call<JsonBody> request(IntercomApi api, Exchange exchange, JsonBody body) {
        return api.search(exchange, path, body);
    }

    /** Makes the request of an endpoint that has an id in its path. */
    public Call<JsonBody> request(IntercomApi api, Exchange exchange, String id, Map<String, String> query) {
        int place = path.indexOf(ID);
        String list = path.substring(0, place - 1);
        int end = place + ID.length();
        return end == path.length()
                ? api.object(exchange, list, id, query)
                : api.listOfObject(exchange, list, id, path.substring(end + 1), query);
    }

    @Override
    public String toString() {
        return verb + " /" + path;
    }
}
