package io.intercomsync.jdbc.internal.relation;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A view in the form of a table of Fivetran's connector. It shows live rows only.
 *
 * @param name the name of the view
 * @param sources the collections whose rows it joins to one list of rows
 * @param list the column whose listed objects are rows; {@code null} if the rows of the tables are
 * @param condition an SQL condition on the rows; empty if there is none
 * @param columns its columns
 */
public record FivetranView(
        String name,
        List<IntercomCollection> sources,
        @Nullable String list,
        String condition,
        List<FivetranColumn> columns)
        implements ViewDefinition {
    private static final List<IntercomCollection> PEOPLE = List.of(USERS, CONTACTS);

    /** Returns all views of this form. */
    public static List<FivetranView> all() {
        return List.of(
                of("admin", ADMINS, "type = 'admin'", "id", "name", "job_title").with(FivetranColumn.deleted()),
                of("team", ADMINS, "type = 'team'", "id", "name").with(FivetranColumn.deleted()),
                listed("team_admin", List.of(ADMINS), "admin_ids", "team_id", "admin_id", null)
                        .with(FivetranColumn.deleted()),
                of("tag", TAGS, "", "id", "name").with(FivetranColumn.deleted()),
                contacts().history(),
                listed("contact_company_history", PEOPLE, "companies", "contact_id", "company_id", "contact_updated_at")
                        .history(),
                listed("contact_tag_history", PEOPLE, "tags", "contact_id", "tag_id", "contact_updated_at")
                        .history(),
                companies().history(),
                listed("company_tag_history", List.of(COMPANIES), "tags", "company_id", "tag_id", "company_updated_at")
                        .history(),
                conversations().history(),
                ofConversation("conversation_contact_history", "contacts", "contact_id")
                        .history(),
                ofConversation("conversation_tag_history", "tags", "tag_id").history(),
                parts().history());
    }

    private static FivetranView ofConversation(String name, String list, String itemId) {
        return listed(name, List.of(CONVERSATIONS), list, "conversation_id", itemId, "conversation_updated_at");
    }

    private static FivetranView contacts() {
        List<FivetranColumn> columns = same(
                "id",
                "created_at",
                "updated_at",
                "signed_up_at",
                "name",
                "email",
                "last_replied_at",
                "last_email_clicked_at",
                "last_email_opened_at",
                "last_contacted_at",
                "unsubscribed_from_emails");
        columns.add(FivetranColumn.renamed("admin_id", "owner_id"));
        columns.add(FivetranColumn.role());
        return new FivetranView("contact_history", PEOPLE, null, "", columns).with(FivetranColumn.synced());
    }

    private static FivetranView companies() {
        return of(
                        "company_history",
                        COMPANIES,
                        "",
                        "id",
                        "company_id",
                        "name",
                        "website",
                        "industry",
                        "created_at",
                        "updated_at",
                        "user_count",
                        "session_count",
                        "monthly_spend",
                        "plan_id")
                .with(FivetranColumn.renamed("plan_name", "plan"));
    }

    private static FivetranView conversations() {
        return of(
                        "conversation_history",
                        CONVERSATIONS,
                        "",
                        "id",
                        "assignee_id",
                        "assignee_type",
                        "conversation_rating_value",
                        "conversation_rating_remark",
                        "created_at",
                        "first_contact_reply_created_at",
                        "first_contact_reply_type",
                        "read",
                        "snoozed_until",
                        "state",
                        "updated_at",
                        "waiting_since",
                        "open",
                        "title",
                        "priority",
                        "team_assignee_id",
                        "company_id")
                .with(FivetranColumn.renamed("sla_name", "sla_applied_name"))
                .with(FivetranColumn.renamed("sla_status", "sla_applied_status"))
                .with(FivetranColumn.renamed("source_author_id", "message_author_id"))
                .with(FivetranColumn.renamed("source_author_type", "message_author_type"))
                .with(FivetranColumn.renamed("source_body", "message_body"))
                .with(FivetranColumn.renamed("source_delivered_as", "message_delivered_as"))
                .with(FivetranColumn.renamed("source_subject", "message_subject"))
                .with(FivetranColumn.renamed("source_type", "message_type"));
    }

    private static FivetranView parts() {
        return of(
                        "conversation_part_history",
                        CONVERSATION_PARTS,
                        "",
                        "id",
                        "part_type",
                        "body",
                        "conversation_id",
                        "author_id",
                        "author_type",
                        "assigned_to_type",
                        "created_at",
                        "updated_at")
                .with(FivetranColumn.renamed("assigned_to_id", "assigned_to"))
                .with(FivetranColumn.ofConversation("conversation_updated_at", "updated_at"));
    }

    private static FivetranView of(String name, IntercomCollection source, String condition, String... columns) {
        return new FivetranView(name, List.of(source), null, condition, same(columns)).with(FivetranColumn.synced());
    }

    private static FivetranView listed(
            String name,
            List<IntercomCollection> sources,
            String list,
            String ownerId,
            String itemId,
            @Nullable String updatedAt) {
        List<FivetranColumn> columns = new ArrayList<>();
        columns.add(FivetranColumn.renamed(ownerId, "id"));
        columns.add(FivetranColumn.item(itemId, list));
        if (updatedAt != null) {
            columns.add(FivetranColumn.renamed(updatedAt, "updated_at"));
        }
        return new FivetranView(name, sources, list, "", columns).with(FivetranColumn.synced());
    }

    private static List<FivetranColumn> same(String... columns) {
        List<FivetranColumn> same = new ArrayList<>();
        for (String column : columns) {
            same.add(FivetranColumn.renamed(column, column));
        }
        return same;
    }

    private FivetranView with(FivetranColumn column) {
        List<FivetranColumn> more = new ArrayList<>(columns);
        more.add(column);
        return new FivetranView(name, sources, list, condition, more);
    }

    private FivetranView history() {
        return with(FivetranColumn.active()).with(FivetranColumn.start()).with(FivetranColumn.end());
    }

    @Override
    public Set<IntercomCollection> collections() {
        return isOfParts() ? Set.of(CONVERSATION_PARTS, CONVERSATIONS) : Set.copyOf(sources);
    }

    private boolean isOfParts() {
        return sources.contains(CONVERSATION_PARTS);
    }

    @Override
    public @Nullable String query(Dialect dialect, Map<IntercomCollection, TargetTable> tables) {
        return query(dialect, tables, null);
    }

    /**
     * Returns the query for one workspace; {@code null} if it is impossible.
     *
     * @param workspace the workspace whose rows to show; {@code null} if the tables hold one alone
     */
    public @Nullable String query(
            Dialect dialect, Map<IntercomCollection, TargetTable> tables, @Nullable String workspace) {
        List<String> parts = new ArrayList<>();
        for (IntercomCollection source : sources) {
            TargetTable table = Objects.requireNonNull(tables.get(source));
            String from = isOfParts() ? partsOfConversations(tables) : from(dialect, table);
            if (from == null) {
                return null;
            }
            String shown = columns.stream()
                    .map(column -> column.in(dialect, source, tables))
                    .collect(Collectors.joining(", "));
            parts.add("SELECT " + shown + " FROM " + from + " WHERE " + conditions(dialect, table, workspace));
        }
        return String.join(" UNION ALL ", parts);
    }

    /** Joins each part with its conversation, and keeps parts without one. */
    private static String partsOfConversations(Map<IntercomCollection, TargetTable> tables) {
        TargetTable parts = Objects.requireNonNull(tables.get(CONVERSATION_PARTS));
        TargetTable conversations = Objects.requireNonNull(tables.get(CONVERSATIONS));
        String workspace = OwnColumns.WORKSPACE;
        String alias = FivetranColumn.CONVERSATION + ".";
        return parts.qualifiedName() + " AS t LEFT JOIN " + conversations.qualifiedName() + " AS "
                + FivetranColumn.CONVERSATION + " ON " + alias + conversations.quoted("id") + " = t."
                + parts.quoted("conversation_id")
                + (parts.has(workspace)
                        ? " AND " + alias + conversations.quoted(workspace) + " = t." + parts.quoted(workspace)
                        : "");
    }

    private @Nullable String from(Dialect dialect, TargetTable table) {
        String rows = table.qualifiedName() + " AS t";
        if (list == null) {
            return rows;
        }
        String items = table.has(list)
                ? dialect.jsonItems(
                        "t." + table.quoted(list), FivetranColumn.isOfTexts(list) ? List.of() : List.of("id"))
                : null;
        return items == null ? null : rows + dialect.itemsJoin() + items;
    }

    private String conditions(Dialect dialect, TargetTable table, @Nullable String workspace) {
        List<String> conditions = new ArrayList<>();
        conditions.add("t." + table.quoted(OwnColumns.DELETED_AT) + " IS NULL");
        if (workspace != null) {
            conditions.add("t." + table.quoted(OwnColumns.WORKSPACE) + " = '" + workspace.replace("'", "''") + "'");
        }
        if (!condition.isEmpty()) {
            conditions.add("t." + condition.replace("type", table.quoted("type")));
        }
        if (list != null) {
            conditions.add(FivetranColumn.itemId(dialect, list) + " IS NOT NULL");
        }
        conditions.add(ViewMark.condition("t." + table.quoted("id")));
        return String.join(" AND ", conditions);
    }
}
