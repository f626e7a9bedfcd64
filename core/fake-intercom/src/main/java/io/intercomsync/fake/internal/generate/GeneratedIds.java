package io.intercomsync.fake;

/** How the ids of generated records of one kind look, and which index an id stands for. */
record Ids(String prefix, long offset) {

    static Ids hexadecimal(String prefix) {
        return new Ids(prefix, 0);
    }

    static Ids decimal(long offset) {
        return new Ids("", offset);
    }

    String id(long index) {
        if (prefix.isEmpty()) {
            return Long.toString(offset + index);
        }
        String digits = Long.toHexString(index);
        return prefix + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    /** The index behind an id; -1 if no generated record can have it. */
    int index(String id) {
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
