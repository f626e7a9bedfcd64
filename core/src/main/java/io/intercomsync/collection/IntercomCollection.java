package io.intercomsync.collection;

import io.intercomsync.model.Admin;
import io.intercomsync.model.Company;
import io.intercomsync.model.Contact;
import io.intercomsync.model.Conversation;
import io.intercomsync.model.ConversationPart;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.Segment;
import io.intercomsync.model.SocialProfile;
import io.intercomsync.model.Tag;
import io.intercomsync.model.User;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The nine collections, as Segment's Intercom source names them. The record is the schema: the columns of a collection are
 * the components of its record, in order, in snake case; some nested objects are followed by columns for their members.
 */
public enum IntercomCollection {
    /** People known to your application. */
    USERS(User.class, null, "id"),
    /** Companies. */
    COMPANIES(Company.class, null, "id"),
    /** Leads: people not known to your application yet. */
    CONTACTS(Contact.class, null, "id"),
    /** Segments of people and of companies. */
    SEGMENTS(Segment.class, null, "id"),
    /** Tags. */
    TAGS(Tag.class, null, "id"),
    /** Conversations. */
    CONVERSATIONS(Conversation.class, null, "id"),
    /** Admins and teams. */
    ADMINS(Admin.class, null, "id"),
    /** Social profiles, children of users and of leads. */
    SOCIAL_PROFILES(SocialProfile.class, "person_id", "person_id", "id"),
    /** The parts of conversations, children of conversations. */
    CONVERSATION_PARTS(ConversationPart.class, "conversation_id", "id");

    private final RecordShape shape;
    private final String tableName = name().toLowerCase(Locale.ROOT);
    private final @Nullable String parentColumn;
    private final List<String> keyColumns;

    IntercomCollection(Class<? extends IntercomRecord> type, @Nullable String parentColumn, String... keyColumns) {
        this.shape = new RecordShape(type);
        this.parentColumn = parentColumn;
        this.keyColumns = List.of(keyColumns);
    }

    /** Returns the name of the collection and of its table: {@code conversation_parts}, for example. */
    public String tableName() {
        return tableName;
    }

    /** Returns the type of the records. */
    public Class<? extends IntercomRecord> recordType() {
        return shape.type();
    }

    /** Returns all columns, in order. */
    public List<Column> columns() {
        return shape.columns();
    }

    /** Returns the position of a column among {@link #columns()}; -1 if there is none of the name. */
    int position(String column) {
        return shape.position(column);
    }

    /**
     * Returns the names of the key columns, which together identify a row of a workspace; their values are text and
     * never null.
     */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /**
     * Returns the column with the id of the parent, for collections whose rows belong to a row of another one: social
     * profiles to a user or a contact, conversation parts to a conversation.
     */
    public Optional<String> parentColumn() {
        return Optional.ofNullable(parentColumn);
    }

    /**
     * Returns a record as a row with all columns.
     *
     * @throws IllegalArgumentException if the record is of another collection
     */
    public Row row(IntercomRecord record) {
        if (record.getClass() != recordType()) {
            throw new IllegalArgumentException(
                    "Not of " + this + ": " + record.getClass().getName());
        }
        return new Row(this, columns(), shape.values(record));
    }

    /**
     * Makes the record of a row. A column that the row lacks is {@code null} or empty in the record.
     *
     * @throws IllegalArgumentException if the row is of another collection
     */
    public IntercomRecord record(Row row) {
        if (row.collection() != this) {
            throw new IllegalArgumentException("Not of " + this + ": a row of " + row.collection());
        }
        return shape.record(row);
    }

    /**
     * Makes a record from some of its columns, for tests and programs that make records themselves. Components that are not
     * named are {@code null} or empty.
     *
     * @param type the type of the record, for example {@code User.class}
     * @param columns values by column name, as {@link Row#of(IntercomCollection, Map)} takes them
     * @throws IllegalArgumentException if the collection has no column of a name, if a column only shows a part of another one, if
     *     a value does not have the type of its column, or if a key column is missing or null
     */
    public static <T extends IntercomRecord> T record(Class<T> type, Map<String, ? extends @Nullable Object> columns) {
        IntercomCollection collection = of(type);
        Row row = Row.of(collection, columns);
        for (Column column : row.columns()) {
            if (column.isFlattened()) {
                throw new IllegalArgumentException(
                        column.name() + " only shows a part of " + column.property() + "; name that column");
            }
        }
        return type.cast(collection.record(row));
    }

    private static IntercomCollection of(Class<? extends IntercomRecord> type) {
        for (IntercomCollection collection : values()) {
            if (collection.recordType() == type) {
                return collection;
            }
        }
        throw new IllegalArgumentException("No collection has records of the type " + type.getName());
    }
}
