package io.intercomsync.jdbc.internal.attribute;

/**
 * A list or an object as the value of a custom attribute.
 *
 * @param json its JSON text
 */
record NestedJson(String json) {
    @Override
    public String toString() {
        return json;
    }
}
