package io.intercomsync.jdbc.internal.relation;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view with a row for each object in the lists of a column.
 *
 * @param name the name of the view
 * @param collection the collection whose rows hold the lists
 * @param list the column of the lists
 * @param ownerId the view's column for the id of the row
 * @param members the view's columns for members of the listed objects, by the name of the member; the id first
 */
record ListView(String name, IntercomCollection collection, String list, String ownerId, List<Member> members)
        implements ViewDefinition {

    /**
     * A member of the listed objects.
     *
     * @param name its name in the JSON
     * @param column its name in the view
     */
    record Member(String name, String column) {}

    private static final String ID = "id";
    /** Stands for the member of a list that holds no objects: the item itself. */
    private static final String VALUE = "value";

    static List<ListView> all() {
        return List.of(
                of(USERS, "companies", "user_id", "company"),
                named(USERS, "tags", "user_id", "tag"),
                named(USERS, "segments", "user_id", "segment"),
                of(CONTACTS, "companies", "contact_id", "company"),
                named(CONTACTS, "tags", "contact_id", "tag"),
                named(CONTACTS, "segments", "contact_id", "segment"),
                named(COMPANIES, "tags", "company_id", "tag"),
                named(COMPANIES, "segments", "company_id", "segment"),
                named(CONVERSATIONS, "tags", "conversation_id", "tag"),
                new ListView(
                        "conversation_contacts",
                        CONVERSATIONS,
                        "contacts",
                        "conversation_id",
                        List.of(new Member(ID, "person_id"))),
                new ListView("team_admins", ADMINS, "admin_ids", "team_id", List.of(new Member(VALUE, "admin_id"))));
    }

    private static ListView of(IntercomCollection collection, String list, String ownerId, String listed) {
        return new ListView(
                viewName(ownerId, list), collection, list, ownerId, List.of(new Member(ID, listed + "_id")));
    }

    private static ListView named(IntercomCollection collection, String list, String ownerId, String listed) {
        return new ListView(
                viewName(ownerId, list),
                collection,
                list,
                ownerId,
                List.of(new Member(ID, listed + "_id"), new Member("name", listed + "_name")));
    }

    private static String viewName(String ownerId, String list) {
        return ownerId.replace("_id", "_") + list;
    }

    @Override
    public Set<IntercomCollection> collections() {
        return Set.of(collection);
    }

    @Override
    public @Nullable String query(Dialect dialect, Map<IntercomCollection, TargetTable> tables) {
        TargetTable table = Objects.requireNonNull(tables.get(collection));
        if (!table.has(list)) {
            return null;
        }
        List<String> names = members.stream()
                .map(Member::name)
                .filter(each -> !each.equals(VALUE))
                .toList();
        String items = dialect.jsonItems("t." + table.quoted(list), names);
        if (items == null) {
            return null;
        }
        return "SELECT " + String.join(", ", columns(dialect, table)) + " FROM " + table.qualifiedName()
                + " AS t" + dialect.itemsJoin() + items + " WHERE t." + table.quoted(OwnColumns.DELETED_AT)
                + " IS NULL AND " + dialect.itemValue(members.get(0).name()) + " IS NOT NULL AND "
                + ViewMark.condition("t." + table.quoted(ID));
    }

    private List<String> columns(Dialect dialect, TargetTable table) {
        List<String> columns = new ArrayList<>();
        table.find(OwnColumns.WORKSPACE)
                .ifPresent(column -> columns.add("t." + column.quotedName() + " AS " + dialect.quoted(column.name())));
        columns.add("t." + table.quoted(ID) + " AS " + dialect.quoted(ownerId));
        members.forEach(
                member -> columns.add(dialect.itemValue(member.name()) + " AS " + dialect.quoted(member.column())));
        return columns;
    }
}
