package io.intercomsync.jdbc.testkit.internal;

import java.util.List;

/** Names of attributes that could break SQL, collide or fold to nothing. */
public final class HostileNames {
    /** All names. */
    public static final List<String> ALL = List.of(
            "",
            " ",
            "_",
            "名前",
            "お名前",
            "имя",
            "🎉",
            "\"; DROP TABLE users; --",
            "'; DROP TABLE users; --",
            "a?b",
            "a{b}",
            "a\nb",
            "A B",
            "a.b",
            "a-b",
            "a`b",
            "a\\b",
            "a/b",
            "a~b",
            "$.a",
            "$",
            "0",
            "select",
            "SELECT",
            "id",
            "custom_attributes",
            "attributes",
            "Id",
            "ID",
            "x".repeat(60),
            "x".repeat(61),
            "X".repeat(60),
            "y".repeat(300),
            "tab\there",
            "null",
            "ctid",
            "rowid",
            "é",
            "e\u0301");

    private HostileNames() {}
}
