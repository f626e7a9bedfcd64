package io.intercomsync.jdbc.engines.attribute;

import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.time.Instant;

/** Tells in its own way what a column of a type must hold for a value. */
public final class AttributeModel {
    private AttributeModel() {}

    public static Object inColumn(String type, Object value) {
        return switch (type) {
            case "INTEGER", "BOOLEAN" -> value;
            case "DECIMAL", "DOUBLE" -> new BigDecimal(value.toString()).stripTrailingZeros();
            case "TIMESTAMP" -> time((Long) value);
            case "JSON" -> String.valueOf(Json.read(Json.write(value)));
            case "TEXT" -> comparable(type, value instanceof String text ? text : Json.write(value));
            default -> type;
        };
    }

    private static Instant time(long number) {
        return Math.abs(number) >= 1_000_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    /** Returns a stored value in a form that does not depend on the spelling of numbers and objects in texts. */
    public static Object comparable(String type, Object stored) {
        if (!type.equals("TEXT")) {
            return stored;
        }
        String text = (String) stored;
        if (text.matches("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
            return new BigDecimal(text).stripTrailingZeros();
        }
        try {
            Object json = Json.read(text);
            return json == null ? stored : json;
        } catch (IllegalArgumentException e) {
            return stored;
        }
    }
}
