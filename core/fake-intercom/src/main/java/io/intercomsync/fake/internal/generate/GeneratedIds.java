package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import java.util.Map;

/** The form of the ids of one type of generated object, and the index of each id. */
public record GeneratedIds(String prefix, long offset) {

    private static final Map<ObjectType, GeneratedIds> BY_TYPE = Map.of(
            ObjectType.CONTACTS, hexadecimal("66f0c8d21bb69f9f"),
            ObjectType.COMPANIES, hexadecimal("6762f0941bb69f9f"),
            ObjectType.CONVERSATIONS, decimal(215_469_380_000_000L),
            ObjectType.SEGMENTS, hexadecimal("6762f25c1bb69f9f"),
            ObjectType.TAGS, decimal(7_522_900),
            ObjectType.ADMINS, decimal(991_267_400),
            ObjectType.TEAMS, decimal(5_017_600));

    /** Returns the form of the ids of a type of object. */
    public static GeneratedIds of(ObjectType type) {
        return BY_TYPE.getOrDefault(type, decimal(100_000_000L));
    }

    private static GeneratedIds hexadecimal(String prefix) {
        return new GeneratedIds(prefix, 0);
    }

    private static GeneratedIds decimal(long offset) {
        return new GeneratedIds("", offset);
    }

    public String id(long index) {
        if (prefix.isEmpty()) {
            return Long.toString(offset + index);
        }
        String digits = Long.toHexString(index);
        return prefix + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    /** Returns the index of an id; -1 if no generated object can have it. */
    public int index(String id) {
        try {
            long index;
            if (prefix.isEmpty()) {
                index = Long.parseLong(id) - offset;
            } else if (id.length() == prefix.length() + 8 && id.startsWith(prefix)) {
                index = Long.parseLong(id.substring(prefix.length()), 16);
            } else {
                return -1;
            }
            return index >= 0 && index < Integer.MAX_VALUE && id(index).equals(id) ? (int) index : -1;
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
