package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.jdbc.dialect.Dialect;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells the type that the values of one attribute need. */
public final class ObservedValues {
    private final Dialect dialect;
    private boolean hasBooleans;
    private boolean hasNested;
    private boolean hasTexts;
    private boolean hasNumbers;
    private boolean areWhole = true;
    private boolean areDecimals = true;
    private boolean areDoubles = true;
    private boolean areTimes = true;

    ObservedValues(Dialect dialect) {
        this.dialect = dialect;
    }

    void add(Object value) {
        if (value instanceof Number number) {
            BigDecimal exact = AttributeValue.exact(number);
            hasNumbers = true;
            areWhole &= value instanceof Long;
            areDecimals &= dialect.holds(exact);
            areDoubles &= AttributeValue.isDouble(exact);
            areTimes &= AttributeValue.time(value) != null;
        } else {
            hasBooleans |= value instanceof Boolean;
            hasNested |= value instanceof NestedJson;
            hasTexts |= value instanceof String;
        }
    }

    /** Adds what is known of more values of the attribute. */
    public void addAll(ObservedValues other) {
        hasBooleans |= other.hasBooleans;
        hasNested |= other.hasNested;
        hasTexts |= other.hasTexts;
        hasNumbers |= other.hasNumbers;
        areWhole &= other.areWhole;
        areDecimals &= other.areDecimals;
        areDoubles &= other.areDoubles;
        areTimes &= other.areTimes;
    }

    /** Returns the type for a new column, whose attribute has this type in Intercom's words. */
    public AttributeType typeByDefinition(@Nullable String definition) {
        return type(AttributeType.ofDefinition(definition));
    }

    /**
     * Returns the narrowest type that is not narrower than the given one and holds all values.
     *
     * @param least the type of the column, or of the definition; {@code null} if there is neither
     */
    public AttributeType type(@Nullable AttributeType least) {
        boolean isNumber = hasNumbers || (least != null && least.isNumber());
        boolean isBoolean = hasBooleans || least == AttributeType.BOOLEAN;
        boolean isNested = hasNested || least == AttributeType.JSON;
        int kinds = (isNumber ? 1 : 0) + (isBoolean ? 1 : 0) + (isNested ? 1 : 0);
        if (hasTexts || least == AttributeType.TEXT || kinds > 1) {
            return AttributeType.TEXT;
        }
        if (least == AttributeType.TIMESTAMP) {
            return areTimes && !isBoolean && !isNested ? AttributeType.TIMESTAMP : AttributeType.TEXT;
        }
        return isBoolean ? AttributeType.BOOLEAN : isNested ? AttributeType.JSON : number(least);
    }

    private AttributeType number(@Nullable AttributeType least) {
        if (areDecimals && least != AttributeType.DOUBLE) {
            return areWhole && least != AttributeType.DECIMAL ? AttributeType.INTEGER : AttributeType.DECIMAL;
        }
        return areDoubles ? AttributeType.DOUBLE : AttributeType.TEXT;
    }
}
