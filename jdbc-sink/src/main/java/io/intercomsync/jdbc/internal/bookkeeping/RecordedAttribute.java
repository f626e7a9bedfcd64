package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.jdbc.internal.attribute.AttributeNames;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import java.util.Optional;

/**
 * An entry of {@link AttributeRecords}: the column of a custom attribute.
 *
 * @param attribute the name of the attribute in Intercom
 * @param column the name of the column
 * @param type the name of its type
 * @param state how far the column is filled
 */
public record RecordedAttribute(String attribute, String column, String type, State state) {

    /** How far a column is filled. */
    public enum State {
        /** Stored rows may lack their value. */
        UNFILLED,
        /** Values that need a wider type are in JSON alone, since something depends on the column. */
        HELD_BACK,
        /** Every stored row has its value. */
        FILLED
    }

    public static RecordedAttribute unfilled(String attribute, String column, AttributeType type) {
        return new RecordedAttribute(attribute, column, type.name(), State.UNFILLED);
    }

    /** Returns the type; nothing if a newer version of the sink has recorded a type that this one does not know. */
    public Optional<AttributeType> knownType() {
        return AttributeType.named(type);
    }

    /** Returns the wider column that is to replace this one. */
    public RecordedAttribute replacement(AttributeType wider) {
        return unfilled(attribute, AttributeNames.replacement(column), wider);
    }

    /** Returns whether this column is to replace another one. */
    public boolean isReplacement() {
        return AttributeNames.isReplacement(column);
    }

    /** Returns whether this is the column that is to replace the other one. */
    public boolean replaces(RecordedAttribute other) {
        return column.equals(AttributeNames.replacement(other.column));
    }
}
