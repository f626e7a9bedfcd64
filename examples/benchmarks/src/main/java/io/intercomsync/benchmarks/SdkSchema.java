package io.intercomsync.benchmarks;

import java.sql.SQLException;

/** The tables that {@link SdkClient} writes. */
final class SdkSchema {
    private static final String[] PERSON = {
        "id text",
        "user_id text",
        "name text",
        "email text",
        "phone text",
        "pseudonym text",
        "avatar text",
        "created_at timestamptz",
        "updated_at timestamptz",
        "last_request_at timestamptz",
        "last_seen_ip text",
        "session_count int",
        "unsubscribed_from_emails boolean",
        "user_agent text",
        "city text",
        "region text",
        "country text",
        "timezone text",
        "custom_attributes text",
        "companies text",
        "segments text",
        "tags text"
    };

    private SdkSchema() {}

    static void create(SdkTables tables) throws SQLException {
        tables.create("users", PERSON);
        tables.create("contacts", PERSON);
        tables.create("social_profiles", "id text", "person text", "name text", "username text", "url text");
        tables.create(
                "companies",
                "id text",
                "company_id text",
                "name text",
                "plan text",
                "size int",
                "website text",
                "industry text",
                "created_at timestamptz",
                "updated_at timestamptz",
                "remote_created_at timestamptz",
                "last_request_at timestamptz",
                "session_count int",
                "user_count int",
                "monthly_spend real",
                "custom_attributes text",
                "segments text",
                "tags text");
        tables.create("segments", "id text", "name text", "created_at timestamptz", "updated_at timestamptz");
        tables.create("tags", "id text", "name text");
        tables.create("admins", "id text", "name text", "email text", "avatar text");
        tables.create(
                "conversations",
                "id text",
                "created_at timestamptz",
                "updated_at timestamptz",
                "waiting_since timestamptz",
                "snoozed_until timestamptz",
                "open boolean",
                "read boolean",
                "state text",
                "user_id text",
                "assignee_id text",
                "message_id text",
                "subject text",
                "body text",
                "author_id text",
                "author_type text",
                "url text",
                "tags text");
        tables.create(
                "conversation_parts",
                "id text",
                "conversation_id text",
                "part_type text",
                "body text",
                "created_at timestamptz",
                "updated_at timestamptz",
                "notified_at timestamptz",
                "author_id text",
                "author_type text",
                "assigned_to text");
    }
}
