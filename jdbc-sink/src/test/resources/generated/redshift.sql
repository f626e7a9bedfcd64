-- The first run
SELECT nspname FROM pg_namespace;
-- again: SELECT nspname FROM pg_namespace
CREATE SCHEMA "intercom";
CREATE TABLE "intercom"."_intercom_sync_checkpoints" ("workspace" VARCHAR(255) NOT NULL, "feed" VARCHAR(255) NOT NULL, "state" VARCHAR(65535) NOT NULL, PRIMARY KEY ("workspace", "feed"));
-- again: SELECT nspname FROM pg_namespace
SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL THEN 1 ELSE 0 END, 0, CASE WHEN data_type = 'numeric' THEN numeric_precision END, numeric_scale FROM svv_columns WHERE table_schema = ? AND LOWER(table_name) = ? ORDER BY table_name, ordinal_position;
SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?;
SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
CREATE TABLE "intercom"."_intercom_sync_columns" ("table_name" VARCHAR(255) NOT NULL, "column_name" VARCHAR(255) NOT NULL, "column_type" VARCHAR(65535) NOT NULL, "generation" BIGINT, "attribute" VARCHAR(65535));
SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "attribute" IS NOT NULL AND "column_name" <> ? ORDER BY "column_name";
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "attribute" IS NULL;
CREATE TABLE "intercom"."users" ("id" VARCHAR(255) NOT NULL, "user_id" VARCHAR(65535), "anonymous" BOOLEAN, "avatar" SUPER, "avatar_image_url" VARCHAR(65535), "companies" SUPER, "email" VARCHAR(65535), "phone" VARCHAR(65535), "created_at" TIMESTAMPTZ, "remote_created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ, "signed_up_at" TIMESTAMPTZ, "last_request_at" TIMESTAMPTZ, "session_count" BIGINT, "unsubscribed_from_emails" BOOLEAN, "location_data" SUPER, "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "name" VARCHAR(65535), "segments" SUPER, "tags" SUPER, "last_seen_ip" VARCHAR(65535), "user_agent_data" SUPER, "custom_attributes" SUPER, "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" TIMESTAMPTZ, "last_replied_at" TIMESTAMPTZ, "last_contacted_at" TIMESTAMPTZ, "last_email_opened_at" TIMESTAMPTZ, "last_email_clicked_at" TIMESTAMPTZ, "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" TIMESTAMPTZ, "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" TIMESTAMPTZ, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "merged_into" VARCHAR(65535), "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "generation") VALUES (?, ?, ?, ?), (?, ?, ?, ?);
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "attribute" IS NOT NULL;
SELECT "id", "custom_attributes" FROM "intercom"."users" ORDER BY "id" LIMIT 2000;
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
DELETE FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "attribute" IS NOT NULL;
INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_type", "generation") VALUES (?, '', ?, 'ALL ATTRIBUTES', 250);
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."companies" ("id" VARCHAR(255) NOT NULL, "company_id" VARCHAR(65535), "created_at" TIMESTAMPTZ, "remote_created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ, "last_request_at" TIMESTAMPTZ, "name" VARCHAR(65535), "custom_attributes" SUPER, "session_count" BIGINT, "monthly_spend" DECIMAL(38, 9), "user_count" BIGINT, "plan" VARCHAR(65535), "size" BIGINT, "website" VARCHAR(65535), "industry" VARCHAR(65535), "plan_id" VARCHAR(65535), "tags" SUPER, "segments" SUPER, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
SELECT "id", "custom_attributes" FROM "intercom"."companies" ORDER BY "id" LIMIT 2000;
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: DELETE FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "at
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."contacts" ("id" VARCHAR(255) NOT NULL, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ, "user_id" VARCHAR(65535), "last_request_at" TIMESTAMPTZ, "name" VARCHAR(65535), "email" VARCHAR(65535), "phone" VARCHAR(65535), "custom_attributes" SUPER, "unsubscribed_from_emails" BOOLEAN, "location_data" SUPER, "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "last_seen_ip" VARCHAR(65535), "user_agent_data" SUPER, "companies" SUPER, "avatar" SUPER, "avatar_image_url" VARCHAR(65535), "anonymous" BOOLEAN, "remote_created_at" TIMESTAMPTZ, "signed_up_at" TIMESTAMPTZ, "session_count" BIGINT, "segments" SUPER, "tags" SUPER, "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" TIMESTAMPTZ, "last_replied_at" TIMESTAMPTZ, "last_contacted_at" TIMESTAMPTZ, "last_email_opened_at" TIMESTAMPTZ, "last_email_clicked_at" TIMESTAMPTZ, "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" TIMESTAMPTZ, "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" TIMESTAMPTZ, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "merged_into" VARCHAR(65535), "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
SELECT "id", "custom_attributes" FROM "intercom"."contacts" ORDER BY "id" LIMIT 2000;
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: DELETE FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "at
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."segments" ("id" VARCHAR(255) NOT NULL, "name" VARCHAR(65535), "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ, "person_type" VARCHAR(65535), "count" BIGINT, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."tags" ("id" VARCHAR(255) NOT NULL, "name" VARCHAR(65535), "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."conversations" ("id" VARCHAR(255) NOT NULL, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ, "message" SUPER, "message_id" VARCHAR(65535), "message_type" VARCHAR(65535), "message_subject" VARCHAR(65535), "message_body" VARCHAR(65535), "message_delivered_as" VARCHAR(65535), "message_url" VARCHAR(65535), "message_author_type" VARCHAR(65535), "message_author_id" VARCHAR(65535), "user" SUPER, "user_type" VARCHAR(65535), "user_id" VARCHAR(65535), "assignee" SUPER, "assignee_type" VARCHAR(65535), "assignee_id" VARCHAR(65535), "open" BOOLEAN, "state" VARCHAR(65535), "read" BOOLEAN, "total_count" BIGINT, "tags" SUPER, "title" VARCHAR(65535), "priority" VARCHAR(65535), "admin_assignee_id" VARCHAR(65535), "team_assignee_id" VARCHAR(65535), "waiting_since" TIMESTAMPTZ, "snoozed_until" TIMESTAMPTZ, "first_contact_reply" SUPER, "first_contact_reply_created_at" TIMESTAMPTZ, "first_contact_reply_type" VARCHAR(65535), "first_contact_reply_url" VARCHAR(65535), "statistics" SUPER, "statistics_time_to_assignment" BIGINT, "statistics_time_to_admin_reply" BIGINT, "statistics_time_to_first_close" BIGINT, "statistics_time_to_last_close" BIGINT, "statistics_median_time_to_reply" BIGINT, "statistics_first_contact_reply_at" TIMESTAMPTZ, "statistics_first_assignment_at" TIMESTAMPTZ, "statistics_first_admin_reply_at" TIMESTAMPTZ, "statistics_first_close_at" TIMESTAMPTZ, "statistics_last_assignment_at" TIMESTAMPTZ, "statistics_last_assignment_admin_reply_at" TIMESTAMPTZ, "statistics_last_contact_reply_at" TIMESTAMPTZ, "statistics_last_admin_reply_at" TIMESTAMPTZ, "statistics_last_close_at" TIMESTAMPTZ, "statistics_last_closed_by_id" VARCHAR(65535), "statistics_count_reopens" BIGINT, "statistics_count_assignments" BIGINT, "statistics_count_conversation_parts" BIGINT, "statistics_assigned_team_first_response_time" SUPER, "statistics_assigned_team_first_response_time_in_office_hours" SUPER, "statistics_handling_time" BIGINT, "statistics_adjusted_handling_time" BIGINT, "conversation_rating" SUPER, "conversation_rating_value" BIGINT, "conversation_rating_remark" VARCHAR(65535), "conversation_rating_created_at" TIMESTAMPTZ, "conversation_rating_updated_at" TIMESTAMPTZ, "conversation_rating_contact_id" VARCHAR(65535), "conversation_rating_teammate_type" VARCHAR(65535), "conversation_rating_teammate_id" VARCHAR(65535), "sla_applied" SUPER, "sla_applied_name" VARCHAR(65535), "sla_applied_status" VARCHAR(65535), "sla_applied_type" VARCHAR(65535), "ai_agent" SUPER, "ai_agent_source_type" VARCHAR(65535), "ai_agent_source_title" VARCHAR(65535), "ai_agent_last_answer_type" VARCHAR(65535), "ai_agent_resolution_state" VARCHAR(65535), "ai_agent_rating" BIGINT, "ai_agent_rating_remark" VARCHAR(65535), "ai_agent_created_at" TIMESTAMPTZ, "ai_agent_updated_at" TIMESTAMPTZ, "ai_agent_content_sources" SUPER, "ai_agent_participated" BOOLEAN, "custom_attributes" SUPER, "contacts" SUPER, "teammates" SUPER, "linked_objects" SUPER, "ticket" SUPER, "ticket_id" VARCHAR(65535), "company" SUPER, "company_id" VARCHAR(65535), "channel" SUPER, "parts_truncated" BOOLEAN, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
SELECT "id", "custom_attributes" FROM "intercom"."conversations" ORDER BY "id" LIMIT 2000;
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: DELETE FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "at
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."admins" ("id" VARCHAR(255) NOT NULL, "name" VARCHAR(65535), "email" VARCHAR(65535), "type" VARCHAR(65535), "job_title" VARCHAR(65535), "away_mode_enabled" BOOLEAN, "away_mode_reassign" BOOLEAN, "away_status_reason_id" VARCHAR(65535), "has_inbox_seat" BOOLEAN, "team_ids" SUPER, "admin_ids" SUPER, "avatar" SUPER, "avatar_image_url" VARCHAR(65535), "role" SUPER, "team_priority_level" SUPER, "admin_priority_level" SUPER, "assignment_limit" BIGINT, "distribution_method" VARCHAR(65535), "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."social_profiles" ("person_id" VARCHAR(255) NOT NULL, "id" VARCHAR(255) NOT NULL, "name" VARCHAR(65535), "url" VARCHAR(65535), "username" VARCHAR(65535), "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("person_id", "id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."conversation_parts" ("conversation_id" VARCHAR(65535), "id" VARCHAR(255) NOT NULL, "assigned_to" VARCHAR(65535), "author" SUPER, "author_type" VARCHAR(65535), "author_id" VARCHAR(65535), "body" VARCHAR(65535), "created_at" TIMESTAMPTZ, "notified_at" TIMESTAMPTZ, "part_type" VARCHAR(65535), "updated_at" TIMESTAMPTZ, "assigned_to_type" VARCHAR(65535), "attachments" SUPER, "external_id" VARCHAR(65535), "redacted" BOOLEAN, "state" VARCHAR(65535), "app_package_code" VARCHAR(65535), "tags" SUPER, "event_details" SUPER, "metadata" SUPER, "email_message_metadata" SUPER, "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."companies" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."contacts" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."segments" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."tags" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."conversations" t WHERE t."id" IN (?, ?);
SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."admins" t WHERE t."id" IN (?, ?);
SELECT t."person_id", t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."social_profiles" t WHERE ((t."person_id" = ? AND t."id" = ?) OR (t."person_id" = ? AND t."id" = ?));
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."conversation_parts" t WHERE t."id" IN (?, ?);
-- rollback
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_type", "generation") VALUES (?, ?, ?, ?, NULL);
ALTER TABLE "intercom"."users" ADD COLUMN "custom_attributes_signed_up" TIMESTAMPTZ;
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
UPDATE "intercom"."_intercom_sync_columns" SET "generation" = 1 WHERE "table_name" = ? AND "attribute" IS NOT NULL AND "column_name" IN (?);
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
ALTER TABLE "intercom"."companies" ADD COLUMN "custom_attributes_signed_up" BIGINT;
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: UPDATE "intercom"."_intercom_sync_columns" SET "generation" = 1 WHERE "table_name" = ? AND "attribut
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
ALTER TABLE "intercom"."contacts" ADD COLUMN "custom_attributes_signed_up" BIGINT;
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: UPDATE "intercom"."_intercom_sync_columns" SET "generation" = 1 WHERE "table_name" = ? AND "attribut
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
ALTER TABLE "intercom"."conversations" ADD COLUMN "custom_attributes_signed_up" BIGINT;
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: UPDATE "intercom"."_intercom_sync_columns" SET "generation" = 1 WHERE "table_name" = ? AND "attribut
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "user_id" VARCHAR(65535), "anonymous" BOOLEAN, "avatar" VARCHAR(65535), "avatar_image_url" VARCHAR(65535), "companies" VARCHAR(65535), "email" VARCHAR(65535), "phone" VARCHAR(65535), "created_at" VARCHAR(255), "remote_created_at" VARCHAR(255), "updated_at" VARCHAR(255), "signed_up_at" VARCHAR(255), "last_request_at" VARCHAR(255), "session_count" BIGINT, "unsubscribed_from_emails" BOOLEAN, "location_data" VARCHAR(65535), "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "name" VARCHAR(65535), "segments" VARCHAR(65535), "tags" VARCHAR(65535), "last_seen_ip" VARCHAR(65535), "user_agent_data" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" VARCHAR(255), "last_replied_at" VARCHAR(255), "last_contacted_at" VARCHAR(255), "last_email_opened_at" VARCHAR(255), "last_email_clicked_at" VARCHAR(255), "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" VARCHAR(255), "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" VARCHAR(255), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "merged_into" VARCHAR(65535), "_row_hash" BIGINT, "custom_attributes_signed_up" VARCHAR(255));
INSERT INTO "_intercom_sync_stage" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "companies", "email", "phone", "created_at", "remote_created_at", "updated_at", "signed_up_at", "last_request_at", "session_count", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "name", "segments", "tags", "last_seen_ip", "user_agent_data", "custom_attributes", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."users" USING "_intercom_sync_stage" WHERE "users"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."users" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "companies", "email", "phone", "created_at", "remote_created_at", "updated_at", "signed_up_at", "last_request_at", "session_count", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "name", "segments", "tags", "last_seen_ip", "user_agent_data", "custom_attributes", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up") SELECT s."id", s."user_id", s."anonymous", JSON_PARSE(s."avatar"), s."avatar_image_url", JSON_PARSE(s."companies"), s."email", s."phone", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."remote_created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), CAST(s."signed_up_at" AS TIMESTAMPTZ), CAST(s."last_request_at" AS TIMESTAMPTZ), s."session_count", s."unsubscribed_from_emails", JSON_PARSE(s."location_data"), s."location_data_city_name", s."location_data_continent_code", s."location_data_country_code", s."location_data_country_name", s."location_data_latitude", s."location_data_longitude", s."location_data_postal_code", s."location_data_region_name", s."location_data_timezone", s."name", JSON_PARSE(s."segments"), JSON_PARSE(s."tags"), s."last_seen_ip", JSON_PARSE(s."user_agent_data"), JSON_PARSE(s."custom_attributes"), s."role", s."owner_id", s."email_domain", CAST(s."last_seen_at" AS TIMESTAMPTZ), CAST(s."last_replied_at" AS TIMESTAMPTZ), CAST(s."last_contacted_at" AS TIMESTAMPTZ), CAST(s."last_email_opened_at" AS TIMESTAMPTZ), CAST(s."last_email_clicked_at" AS TIMESTAMPTZ), s."has_hard_bounced", s."marked_email_as_spam", s."language_override", s."browser", s."browser_version", s."browser_language", s."os", s."android_app_name", s."android_app_version", s."android_device", s."android_os_version", s."android_sdk_version", CAST(s."android_last_seen_at" AS TIMESTAMPTZ), s."ios_app_name", s."ios_app_version", s."ios_device", s."ios_os_version", s."ios_sdk_version", CAST(s."ios_last_seen_at" AS TIMESTAMPTZ), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."merged_into", s."_row_hash", CAST(s."custom_attributes_signed_up" AS TIMESTAMPTZ) FROM "_intercom_sync_stage" AS s;
DROP TABLE IF EXISTS "_intercom_sync_stage";
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."companies" t WHERE t."
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "company_id" VARCHAR(65535), "created_at" VARCHAR(255), "remote_created_at" VARCHAR(255), "updated_at" VARCHAR(255), "last_request_at" VARCHAR(255), "name" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "session_count" BIGINT, "monthly_spend" DECIMAL(38, 9), "user_count" BIGINT, "plan" VARCHAR(65535), "size" BIGINT, "website" VARCHAR(65535), "industry" VARCHAR(65535), "plan_id" VARCHAR(65535), "tags" VARCHAR(65535), "segments" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT, "custom_attributes_signed_up" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "company_id", "created_at", "remote_created_at", "updated_at", "last_request_at", "name", "custom_attributes", "session_count", "monthly_spend", "user_count", "plan", "size", "website", "industry", "plan_id", "tags", "segments", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."companies" USING "_intercom_sync_stage" WHERE "companies"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."companies" ("id", "company_id", "created_at", "remote_created_at", "updated_at", "last_request_at", "name", "custom_attributes", "session_count", "monthly_spend", "user_count", "plan", "size", "website", "industry", "plan_id", "tags", "segments", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up") SELECT s."id", s."company_id", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."remote_created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), CAST(s."last_request_at" AS TIMESTAMPTZ), s."name", JSON_PARSE(s."custom_attributes"), s."session_count", s."monthly_spend", s."user_count", s."plan", s."size", s."website", s."industry", s."plan_id", JSON_PARSE(s."tags"), JSON_PARSE(s."segments"), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash", s."custom_attributes_signed_up" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."contacts" t WHERE t."i
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "created_at" VARCHAR(255), "updated_at" VARCHAR(255), "user_id" VARCHAR(65535), "last_request_at" VARCHAR(255), "name" VARCHAR(65535), "email" VARCHAR(65535), "phone" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "unsubscribed_from_emails" BOOLEAN, "location_data" VARCHAR(65535), "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "last_seen_ip" VARCHAR(65535), "user_agent_data" VARCHAR(65535), "companies" VARCHAR(65535), "avatar" VARCHAR(65535), "avatar_image_url" VARCHAR(65535), "anonymous" BOOLEAN, "remote_created_at" VARCHAR(255), "signed_up_at" VARCHAR(255), "session_count" BIGINT, "segments" VARCHAR(65535), "tags" VARCHAR(65535), "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" VARCHAR(255), "last_replied_at" VARCHAR(255), "last_contacted_at" VARCHAR(255), "last_email_opened_at" VARCHAR(255), "last_email_clicked_at" VARCHAR(255), "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" VARCHAR(255), "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" VARCHAR(255), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "merged_into" VARCHAR(65535), "_row_hash" BIGINT, "custom_attributes_signed_up" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "created_at", "updated_at", "user_id", "last_request_at", "name", "email", "phone", "custom_attributes", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "last_seen_ip", "user_agent_data", "companies", "avatar", "avatar_image_url", "anonymous", "remote_created_at", "signed_up_at", "session_count", "segments", "tags", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."contacts" USING "_intercom_sync_stage" WHERE "contacts"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."contacts" ("id", "created_at", "updated_at", "user_id", "last_request_at", "name", "email", "phone", "custom_attributes", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "last_seen_ip", "user_agent_data", "companies", "avatar", "avatar_image_url", "anonymous", "remote_created_at", "signed_up_at", "session_count", "segments", "tags", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up") SELECT s."id", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), s."user_id", CAST(s."last_request_at" AS TIMESTAMPTZ), s."name", s."email", s."phone", JSON_PARSE(s."custom_attributes"), s."unsubscribed_from_emails", JSON_PARSE(s."location_data"), s."location_data_city_name", s."location_data_continent_code", s."location_data_country_code", s."location_data_country_name", s."location_data_latitude", s."location_data_longitude", s."location_data_postal_code", s."location_data_region_name", s."location_data_timezone", s."last_seen_ip", JSON_PARSE(s."user_agent_data"), JSON_PARSE(s."companies"), JSON_PARSE(s."avatar"), s."avatar_image_url", s."anonymous", CAST(s."remote_created_at" AS TIMESTAMPTZ), CAST(s."signed_up_at" AS TIMESTAMPTZ), s."session_count", JSON_PARSE(s."segments"), JSON_PARSE(s."tags"), s."role", s."owner_id", s."email_domain", CAST(s."last_seen_at" AS TIMESTAMPTZ), CAST(s."last_replied_at" AS TIMESTAMPTZ), CAST(s."last_contacted_at" AS TIMESTAMPTZ), CAST(s."last_email_opened_at" AS TIMESTAMPTZ), CAST(s."last_email_clicked_at" AS TIMESTAMPTZ), s."has_hard_bounced", s."marked_email_as_spam", s."language_override", s."browser", s."browser_version", s."browser_language", s."os", s."android_app_name", s."android_app_version", s."android_device", s."android_os_version", s."android_sdk_version", CAST(s."android_last_seen_at" AS TIMESTAMPTZ), s."ios_app_name", s."ios_app_version", s."ios_device", s."ios_os_version", s."ios_sdk_version", CAST(s."ios_last_seen_at" AS TIMESTAMPTZ), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."merged_into", s."_row_hash", s."custom_attributes_signed_up" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."segments" t WHERE t."i
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "name" VARCHAR(65535), "created_at" VARCHAR(255), "updated_at" VARCHAR(255), "person_type" VARCHAR(65535), "count" BIGINT, "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "name", "created_at", "updated_at", "person_type", "count", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."segments" USING "_intercom_sync_stage" WHERE "segments"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."segments" ("id", "name", "created_at", "updated_at", "person_type", "count", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."id", s."name", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), s."person_type", s."count", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."tags" t WHERE t."id" IN (?, ?)
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "name" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "name", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."tags" USING "_intercom_sync_stage" WHERE "tags"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."tags" ("id", "name", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."id", s."name", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."conversations" t WHERE
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "created_at" VARCHAR(255), "updated_at" VARCHAR(255), "message" VARCHAR(65535), "message_id" VARCHAR(65535), "message_type" VARCHAR(65535), "message_subject" VARCHAR(65535), "message_body" VARCHAR(65535), "message_delivered_as" VARCHAR(65535), "message_url" VARCHAR(65535), "message_author_type" VARCHAR(65535), "message_author_id" VARCHAR(65535), "user" VARCHAR(65535), "user_type" VARCHAR(65535), "user_id" VARCHAR(65535), "assignee" VARCHAR(65535), "assignee_type" VARCHAR(65535), "assignee_id" VARCHAR(65535), "open" BOOLEAN, "state" VARCHAR(65535), "read" BOOLEAN, "total_count" BIGINT, "tags" VARCHAR(65535), "title" VARCHAR(65535), "priority" VARCHAR(65535), "admin_assignee_id" VARCHAR(65535), "team_assignee_id" VARCHAR(65535), "waiting_since" VARCHAR(255), "snoozed_until" VARCHAR(255), "first_contact_reply" VARCHAR(65535), "first_contact_reply_created_at" VARCHAR(255), "first_contact_reply_type" VARCHAR(65535), "first_contact_reply_url" VARCHAR(65535), "statistics" VARCHAR(65535), "statistics_time_to_assignment" BIGINT, "statistics_time_to_admin_reply" BIGINT, "statistics_time_to_first_close" BIGINT, "statistics_time_to_last_close" BIGINT, "statistics_median_time_to_reply" BIGINT, "statistics_first_contact_reply_at" VARCHAR(255), "statistics_first_assignment_at" VARCHAR(255), "statistics_first_admin_reply_at" VARCHAR(255), "statistics_first_close_at" VARCHAR(255), "statistics_last_assignment_at" VARCHAR(255), "statistics_last_assignment_admin_reply_at" VARCHAR(255), "statistics_last_contact_reply_at" VARCHAR(255), "statistics_last_admin_reply_at" VARCHAR(255), "statistics_last_close_at" VARCHAR(255), "statistics_last_closed_by_id" VARCHAR(65535), "statistics_count_reopens" BIGINT, "statistics_count_assignments" BIGINT, "statistics_count_conversation_parts" BIGINT, "statistics_assigned_team_first_response_time" VARCHAR(65535), "statistics_assigned_team_first_response_time_in_office_hours" VARCHAR(65535), "statistics_handling_time" BIGINT, "statistics_adjusted_handling_time" BIGINT, "conversation_rating" VARCHAR(65535), "conversation_rating_value" BIGINT, "conversation_rating_remark" VARCHAR(65535), "conversation_rating_created_at" VARCHAR(255), "conversation_rating_updated_at" VARCHAR(255), "conversation_rating_contact_id" VARCHAR(65535), "conversation_rating_teammate_type" VARCHAR(65535), "conversation_rating_teammate_id" VARCHAR(65535), "sla_applied" VARCHAR(65535), "sla_applied_name" VARCHAR(65535), "sla_applied_status" VARCHAR(65535), "sla_applied_type" VARCHAR(65535), "ai_agent" VARCHAR(65535), "ai_agent_source_type" VARCHAR(65535), "ai_agent_source_title" VARCHAR(65535), "ai_agent_last_answer_type" VARCHAR(65535), "ai_agent_resolution_state" VARCHAR(65535), "ai_agent_rating" BIGINT, "ai_agent_rating_remark" VARCHAR(65535), "ai_agent_created_at" VARCHAR(255), "ai_agent_updated_at" VARCHAR(255), "ai_agent_content_sources" VARCHAR(65535), "ai_agent_participated" BOOLEAN, "custom_attributes" VARCHAR(65535), "contacts" VARCHAR(65535), "teammates" VARCHAR(65535), "linked_objects" VARCHAR(65535), "ticket" VARCHAR(65535), "ticket_id" VARCHAR(65535), "company" VARCHAR(65535), "company_id" VARCHAR(65535), "channel" VARCHAR(65535), "parts_truncated" BOOLEAN, "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT, "custom_attributes_signed_up" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "created_at", "updated_at", "message", "message_id", "message_type", "message_subject", "message_body", "message_delivered_as", "message_url", "message_author_type", "message_author_id", "user", "user_type", "user_id", "assignee", "assignee_type", "assignee_id", "open", "state", "read", "total_count", "tags", "title", "priority", "admin_assignee_id", "team_assignee_id", "waiting_since", "snoozed_until", "first_contact_reply", "first_contact_reply_created_at", "first_contact_reply_type", "first_contact_reply_url", "statistics", "statistics_time_to_assignment", "statistics_time_to_admin_reply", "statistics_time_to_first_close", "statistics_time_to_last_close", "statistics_median_time_to_reply", "statistics_first_contact_reply_at", "statistics_first_assignment_at", "statistics_first_admin_reply_at", "statistics_first_close_at", "statistics_last_assignment_at", "statistics_last_assignment_admin_reply_at", "statistics_last_contact_reply_at", "statistics_last_admin_reply_at", "statistics_last_close_at", "statistics_last_closed_by_id", "statistics_count_reopens", "statistics_count_assignments", "statistics_count_conversation_parts", "statistics_assigned_team_first_response_time", "statistics_assigned_team_first_response_time_in_office_hours", "statistics_handling_time", "statistics_adjusted_handling_time", "conversation_rating", "conversation_rating_value", "conversation_rating_remark", "conversation_rating_created_at", "conversation_rating_updated_at", "conversation_rating_contact_id", "conversation_rating_teammate_type", "conversation_rating_teammate_id", "sla_applied", "sla_applied_name", "sla_applied_status", "sla_applied_type", "ai_agent", "ai_agent_source_type", "ai_agent_source_title", "ai_agent_last_answer_type", "ai_agent_resolution_state", "ai_agent_rating", "ai_agent_rating_remark", "ai_agent_created_at", "ai_agent_updated_at", "ai_agent_content_sources", "ai_agent_participated", "custom_attributes", "contacts", "teammates", "linked_objects", "ticket", "ticket_id", "company", "company_id", "channel", "parts_truncated", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."conversations" USING "_intercom_sync_stage" WHERE "conversations"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."conversations" ("id", "created_at", "updated_at", "message", "message_id", "message_type", "message_subject", "message_body", "message_delivered_as", "message_url", "message_author_type", "message_author_id", "user", "user_type", "user_id", "assignee", "assignee_type", "assignee_id", "open", "state", "read", "total_count", "tags", "title", "priority", "admin_assignee_id", "team_assignee_id", "waiting_since", "snoozed_until", "first_contact_reply", "first_contact_reply_created_at", "first_contact_reply_type", "first_contact_reply_url", "statistics", "statistics_time_to_assignment", "statistics_time_to_admin_reply", "statistics_time_to_first_close", "statistics_time_to_last_close", "statistics_median_time_to_reply", "statistics_first_contact_reply_at", "statistics_first_assignment_at", "statistics_first_admin_reply_at", "statistics_first_close_at", "statistics_last_assignment_at", "statistics_last_assignment_admin_reply_at", "statistics_last_contact_reply_at", "statistics_last_admin_reply_at", "statistics_last_close_at", "statistics_last_closed_by_id", "statistics_count_reopens", "statistics_count_assignments", "statistics_count_conversation_parts", "statistics_assigned_team_first_response_time", "statistics_assigned_team_first_response_time_in_office_hours", "statistics_handling_time", "statistics_adjusted_handling_time", "conversation_rating", "conversation_rating_value", "conversation_rating_remark", "conversation_rating_created_at", "conversation_rating_updated_at", "conversation_rating_contact_id", "conversation_rating_teammate_type", "conversation_rating_teammate_id", "sla_applied", "sla_applied_name", "sla_applied_status", "sla_applied_type", "ai_agent", "ai_agent_source_type", "ai_agent_source_title", "ai_agent_last_answer_type", "ai_agent_resolution_state", "ai_agent_rating", "ai_agent_rating_remark", "ai_agent_created_at", "ai_agent_updated_at", "ai_agent_content_sources", "ai_agent_participated", "custom_attributes", "contacts", "teammates", "linked_objects", "ticket", "ticket_id", "company", "company_id", "channel", "parts_truncated", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up") SELECT s."id", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), JSON_PARSE(s."message"), s."message_id", s."message_type", s."message_subject", s."message_body", s."message_delivered_as", s."message_url", s."message_author_type", s."message_author_id", JSON_PARSE(s."user"), s."user_type", s."user_id", JSON_PARSE(s."assignee"), s."assignee_type", s."assignee_id", s."open", s."state", s."read", s."total_count", JSON_PARSE(s."tags"), s."title", s."priority", s."admin_assignee_id", s."team_assignee_id", CAST(s."waiting_since" AS TIMESTAMPTZ), CAST(s."snoozed_until" AS TIMESTAMPTZ), JSON_PARSE(s."first_contact_reply"), CAST(s."first_contact_reply_created_at" AS TIMESTAMPTZ), s."first_contact_reply_type", s."first_contact_reply_url", JSON_PARSE(s."statistics"), s."statistics_time_to_assignment", s."statistics_time_to_admin_reply", s."statistics_time_to_first_close", s."statistics_time_to_last_close", s."statistics_median_time_to_reply", CAST(s."statistics_first_contact_reply_at" AS TIMESTAMPTZ), CAST(s."statistics_first_assignment_at" AS TIMESTAMPTZ), CAST(s."statistics_first_admin_reply_at" AS TIMESTAMPTZ), CAST(s."statistics_first_close_at" AS TIMESTAMPTZ), CAST(s."statistics_last_assignment_at" AS TIMESTAMPTZ), CAST(s."statistics_last_assignment_admin_reply_at" AS TIMESTAMPTZ), CAST(s."statistics_last_contact_reply_at" AS TIMESTAMPTZ), CAST(s."statistics_last_admin_reply_at" AS TIMESTAMPTZ), CAST(s."statistics_last_close_at" AS TIMESTAMPTZ), s."statistics_last_closed_by_id", s."statistics_count_reopens", s."statistics_count_assignments", s."statistics_count_conversation_parts", JSON_PARSE(s."statistics_assigned_team_first_response_time"), JSON_PARSE(s."statistics_assigned_team_first_response_time_in_office_hours"), s."statistics_handling_time", s."statistics_adjusted_handling_time", JSON_PARSE(s."conversation_rating"), s."conversation_rating_value", s."conversation_rating_remark", CAST(s."conversation_rating_created_at" AS TIMESTAMPTZ), CAST(s."conversation_rating_updated_at" AS TIMESTAMPTZ), s."conversation_rating_contact_id", s."conversation_rating_teammate_type", s."conversation_rating_teammate_id", JSON_PARSE(s."sla_applied"), s."sla_applied_name", s."sla_applied_status", s."sla_applied_type", JSON_PARSE(s."ai_agent"), s."ai_agent_source_type", s."ai_agent_source_title", s."ai_agent_last_answer_type", s."ai_agent_resolution_state", s."ai_agent_rating", s."ai_agent_rating_remark", CAST(s."ai_agent_created_at" AS TIMESTAMPTZ), CAST(s."ai_agent_updated_at" AS TIMESTAMPTZ), JSON_PARSE(s."ai_agent_content_sources"), s."ai_agent_participated", JSON_PARSE(s."custom_attributes"), JSON_PARSE(s."contacts"), JSON_PARSE(s."teammates"), JSON_PARSE(s."linked_objects"), JSON_PARSE(s."ticket"), s."ticket_id", JSON_PARSE(s."company"), s."company_id", JSON_PARSE(s."channel"), s."parts_truncated", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash", s."custom_attributes_signed_up" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."admins" t WHERE t."id" IN (?, ?)
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "name" VARCHAR(65535), "email" VARCHAR(65535), "type" VARCHAR(65535), "job_title" VARCHAR(65535), "away_mode_enabled" BOOLEAN, "away_mode_reassign" BOOLEAN, "away_status_reason_id" VARCHAR(65535), "has_inbox_seat" BOOLEAN, "team_ids" VARCHAR(65535), "admin_ids" VARCHAR(65535), "avatar" VARCHAR(65535), "avatar_image_url" VARCHAR(65535), "role" VARCHAR(65535), "team_priority_level" VARCHAR(65535), "admin_priority_level" VARCHAR(65535), "assignment_limit" BIGINT, "distribution_method" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "name", "email", "type", "job_title", "away_mode_enabled", "away_mode_reassign", "away_status_reason_id", "has_inbox_seat", "team_ids", "admin_ids", "avatar", "avatar_image_url", "role", "team_priority_level", "admin_priority_level", "assignment_limit", "distribution_method", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."admins" USING "_intercom_sync_stage" WHERE "admins"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."admins" ("id", "name", "email", "type", "job_title", "away_mode_enabled", "away_mode_reassign", "away_status_reason_id", "has_inbox_seat", "team_ids", "admin_ids", "avatar", "avatar_image_url", "role", "team_priority_level", "admin_priority_level", "assignment_limit", "distribution_method", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."id", s."name", s."email", s."type", s."job_title", s."away_mode_enabled", s."away_mode_reassign", s."away_status_reason_id", s."has_inbox_seat", JSON_PARSE(s."team_ids"), JSON_PARSE(s."admin_ids"), JSON_PARSE(s."avatar"), s."avatar_image_url", JSON_PARSE(s."role"), JSON_PARSE(s."team_priority_level"), JSON_PARSE(s."admin_priority_level"), s."assignment_limit", s."distribution_method", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."person_id", t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."social_profiles" 
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("person_id" VARCHAR(255), "id" VARCHAR(255), "name" VARCHAR(65535), "url" VARCHAR(65535), "username" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("person_id", "id", "name", "url", "username", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."social_profiles" USING "_intercom_sync_stage" WHERE "social_profiles"."person_id" = "_intercom_sync_stage"."person_id" AND "social_profiles"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."social_profiles" ("person_id", "id", "name", "url", "username", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."person_id", s."id", s."name", s."url", s."username", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."conversation_parts" t 
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("conversation_id" VARCHAR(65535), "id" VARCHAR(255), "assigned_to" VARCHAR(65535), "author" VARCHAR(65535), "author_type" VARCHAR(65535), "author_id" VARCHAR(65535), "body" VARCHAR(65535), "created_at" VARCHAR(255), "notified_at" VARCHAR(255), "part_type" VARCHAR(65535), "updated_at" VARCHAR(255), "assigned_to_type" VARCHAR(65535), "attachments" VARCHAR(65535), "external_id" VARCHAR(65535), "redacted" BOOLEAN, "state" VARCHAR(65535), "app_package_code" VARCHAR(65535), "tags" VARCHAR(65535), "event_details" VARCHAR(65535), "metadata" VARCHAR(65535), "email_message_metadata" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("conversation_id", "id", "assigned_to", "author", "author_type", "author_id", "body", "created_at", "notified_at", "part_type", "updated_at", "assigned_to_type", "attachments", "external_id", "redacted", "state", "app_package_code", "tags", "event_details", "metadata", "email_message_metadata", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."conversation_parts" USING "_intercom_sync_stage" WHERE "conversation_parts"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."conversation_parts" ("conversation_id", "id", "assigned_to", "author", "author_type", "author_id", "body", "created_at", "notified_at", "part_type", "updated_at", "assigned_to_type", "attachments", "external_id", "redacted", "state", "app_package_code", "tags", "event_details", "metadata", "email_message_metadata", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."conversation_id", s."id", s."assigned_to", JSON_PARSE(s."author"), s."author_type", s."author_id", s."body", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."notified_at" AS TIMESTAMPTZ), s."part_type", CAST(s."updated_at" AS TIMESTAMPTZ), s."assigned_to_type", JSON_PARSE(s."attachments"), s."external_id", s."redacted", s."state", s."app_package_code", JSON_PARSE(s."tags"), JSON_PARSE(s."event_details"), JSON_PARSE(s."metadata"), JSON_PARSE(s."email_message_metadata"), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?;
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
INSERT INTO "intercom"."_intercom_sync_checkpoints" ("state", "workspace", "feed") VALUES (?, ?, ?);
-- commit
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
SELECT table_name FROM svv_tables WHERE table_schema = ?;
SELECT viewname, definition FROM pg_views WHERE schemaname = ?;
CREATE VIEW "intercom"."user_companies" AS SELECT t."id" AS "user_id", CAST(item."id" AS VARCHAR) AS "company_id" FROM "intercom"."users" AS t, t."companies" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 aaf0c1fb';
CREATE VIEW "intercom"."user_tags" AS SELECT t."id" AS "user_id", CAST(item."id" AS VARCHAR) AS "tag_id", CAST(item."name" AS VARCHAR) AS "tag_name" FROM "intercom"."users" AS t, t."tags" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 c425d757';
CREATE VIEW "intercom"."user_segments" AS SELECT t."id" AS "user_id", CAST(item."id" AS VARCHAR) AS "segment_id", CAST(item."name" AS VARCHAR) AS "segment_name" FROM "intercom"."users" AS t, t."segments" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 50e085d0';
CREATE VIEW "intercom"."contact_companies" AS SELECT t."id" AS "contact_id", CAST(item."id" AS VARCHAR) AS "company_id" FROM "intercom"."contacts" AS t, t."companies" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 1a649677';
CREATE VIEW "intercom"."contact_tags" AS SELECT t."id" AS "contact_id", CAST(item."id" AS VARCHAR) AS "tag_id", CAST(item."name" AS VARCHAR) AS "tag_name" FROM "intercom"."contacts" AS t, t."tags" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 6bc9fb7b';
CREATE VIEW "intercom"."contact_segments" AS SELECT t."id" AS "contact_id", CAST(item."id" AS VARCHAR) AS "segment_id", CAST(item."name" AS VARCHAR) AS "segment_name" FROM "intercom"."contacts" AS t, t."segments" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 58e865d0';
CREATE VIEW "intercom"."company_tags" AS SELECT t."id" AS "company_id", CAST(item."id" AS VARCHAR) AS "tag_id", CAST(item."name" AS VARCHAR) AS "tag_name" FROM "intercom"."companies" AS t, t."tags" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 91c8a394';
CREATE VIEW "intercom"."company_segments" AS SELECT t."id" AS "company_id", CAST(item."id" AS VARCHAR) AS "segment_id", CAST(item."name" AS VARCHAR) AS "segment_name" FROM "intercom"."companies" AS t, t."segments" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 1292328d';
CREATE VIEW "intercom"."conversation_tags" AS SELECT t."id" AS "conversation_id", CAST(item."id" AS VARCHAR) AS "tag_id", CAST(item."name" AS VARCHAR) AS "tag_name" FROM "intercom"."conversations" AS t, t."tags" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 aae266c7';
CREATE VIEW "intercom"."conversation_contacts" AS SELECT t."id" AS "conversation_id", CAST(item."id" AS VARCHAR) AS "person_id" FROM "intercom"."conversations" AS t, t."contacts" AS item WHERE t."deleted_at" IS NULL AND CAST(item."id" AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 0839dcef';
CREATE VIEW "intercom"."team_admins" AS SELECT t."id" AS "team_id", CAST(item AS VARCHAR) AS "admin_id" FROM "intercom"."admins" AS t, t."admin_ids" AS item WHERE t."deleted_at" IS NULL AND CAST(item AS VARCHAR) IS NOT NULL AND t."id" <> 'Intercom Sync view 1 45725f5c';
CREATE VIEW "intercom"."people" AS SELECT t."id" AS "id", t."user_id" AS "user_id", t."anonymous" AS "anonymous", t."avatar_image_url" AS "avatar_image_url", t."email" AS "email", t."phone" AS "phone", t."created_at" AS "created_at", t."remote_created_at" AS "remote_created_at", t."updated_at" AS "updated_at", t."signed_up_at" AS "signed_up_at", t."last_request_at" AS "last_request_at", t."session_count" AS "session_count", t."unsubscribed_from_emails" AS "unsubscribed_from_emails", t."location_data_city_name" AS "location_data_city_name", t."location_data_continent_code" AS "location_data_continent_code", t."location_data_country_code" AS "location_data_country_code", t."location_data_country_name" AS "location_data_country_name", t."location_data_postal_code" AS "location_data_postal_code", t."location_data_region_name" AS "location_data_region_name", t."location_data_timezone" AS "location_data_timezone", t."name" AS "name", t."last_seen_ip" AS "last_seen_ip", COALESCE(t."role", 'user') AS "role", t."owner_id" AS "owner_id", t."email_domain" AS "email_domain", t."last_seen_at" AS "last_seen_at", t."last_replied_at" AS "last_replied_at", t."last_contacted_at" AS "last_contacted_at", t."last_email_opened_at" AS "last_email_opened_at", t."last_email_clicked_at" AS "last_email_clicked_at", t."has_hard_bounced" AS "has_hard_bounced", t."marked_email_as_spam" AS "marked_email_as_spam", t."language_override" AS "language_override", t."browser" AS "browser", t."browser_version" AS "browser_version", t."browser_language" AS "browser_language", t."os" AS "os", t."android_app_name" AS "android_app_name", t."android_app_version" AS "android_app_version", t."android_device" AS "android_device", t."android_os_version" AS "android_os_version", t."android_sdk_version" AS "android_sdk_version", t."android_last_seen_at" AS "android_last_seen_at", t."ios_app_name" AS "ios_app_name", t."ios_app_version" AS "ios_app_version", t."ios_device" AS "ios_device", t."ios_os_version" AS "ios_os_version", t."ios_sdk_version" AS "ios_sdk_version", t."ios_last_seen_at" AS "ios_last_seen_at" FROM "intercom"."users" AS t WHERE t."deleted_at" IS NULL AND t."id" <> 'Intercom Sync view' UNION ALL SELECT t."id" AS "id", t."user_id" AS "user_id", t."anonymous" AS "anonymous", t."avatar_image_url" AS "avatar_image_url", t."email" AS "email", t."phone" AS "phone", t."created_at" AS "created_at", t."remote_created_at" AS "remote_created_at", t."updated_at" AS "updated_at", t."signed_up_at" AS "signed_up_at", t."last_request_at" AS "last_request_at", t."session_count" AS "session_count", t."unsubscribed_from_emails" AS "unsubscribed_from_emails", t."location_data_city_name" AS "location_data_city_name", t."location_data_continent_code" AS "location_data_continent_code", t."location_data_country_code" AS "location_data_country_code", t."location_data_country_name" AS "location_data_country_name", t."location_data_postal_code" AS "location_data_postal_code", t."location_data_region_name" AS "location_data_region_name", t."location_data_timezone" AS "location_data_timezone", t."name" AS "name", t."last_seen_ip" AS "last_seen_ip", COALESCE(t."role", 'lead') AS "role", t."owner_id" AS "owner_id", t."email_domain" AS "email_domain", t."last_seen_at" AS "last_seen_at", t."last_replied_at" AS "last_replied_at", t."last_contacted_at" AS "last_contacted_at", t."last_email_opened_at" AS "last_email_opened_at", t."last_email_clicked_at" AS "last_email_clicked_at", t."has_hard_bounced" AS "has_hard_bounced", t."marked_email_as_spam" AS "marked_email_as_spam", t."language_override" AS "language_override", t."browser" AS "browser", t."browser_version" AS "browser_version", t."browser_language" AS "browser_language", t."os" AS "os", t."android_app_name" AS "android_app_name", t."android_app_version" AS "android_app_version", t."android_device" AS "android_device", t."android_os_version" AS "android_os_version", t."android_sdk_version" AS "android_sdk_version", t."android_last_seen_at" AS "android_last_seen_at", t."ios_app_name" AS "ios_app_name", t."ios_app_version" AS "ios_app_version", t."ios_device" AS "ios_device", t."ios_os_version" AS "ios_os_version", t."ios_sdk_version" AS "ios_sdk_version", t."ios_last_seen_at" AS "ios_last_seen_at" FROM "intercom"."contacts" AS t WHERE t."deleted_at" IS NULL AND t."id" <> 'Intercom Sync view 1 0a4c6204';

-- Nothing has changed
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."tags" t WHERE t."id" IN (?);
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit

-- A user has changed, one was deleted, a lead was merged, and one became a user
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
DELETE FROM "intercom"."contacts" WHERE "id" IN (?);
UPDATE "intercom"."contacts" SET "deleted_at" = CAST(? AS TIMESTAMPTZ), "merged_into" = ? WHERE "id" IN (?) AND ("deleted_at" IS NULL OR ("merged_into" IS NULL OR "merged_into" <> ?));
UPDATE "intercom"."users" SET "deleted_at" = CAST(? AS TIMESTAMPTZ) WHERE "id" IN (?) AND ("deleted_at" IS NULL);
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" IN (?);
-- again: CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "user_id" VARCHAR(65535), "anonymo
INSERT INTO "_intercom_sync_stage" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "companies", "email", "phone", "created_at", "remote_created_at", "updated_at", "signed_up_at", "last_request_at", "session_count", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "name", "segments", "tags", "last_seen_ip", "user_agent_data", "custom_attributes", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 1
-- again: DELETE FROM "intercom"."users" USING "_intercom_sync_stage" WHERE "users"."id" = "_intercom_sync_sta
-- again: INSERT INTO "intercom"."users" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "compani
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit

-- A user has two new custom attributes
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
-- rollback
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_type", "generation") VALUES (?, ?, ?, ?, NULL), (?, ?, ?, ?, NULL);
ALTER TABLE "intercom"."users" ADD COLUMN "custom_attributes_plan" VARCHAR(65535);
ALTER TABLE "intercom"."users" ADD COLUMN "custom_attributes_score" BIGINT;
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
UPDATE "intercom"."_intercom_sync_columns" SET "generation" = 1 WHERE "table_name" = ? AND "attribute" IS NOT NULL AND "column_name" IN (?, ?);
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "user_id" VARCHAR(65535), "anonymous" BOOLEAN, "avatar" VARCHAR(65535), "avatar_image_url" VARCHAR(65535), "companies" VARCHAR(65535), "email" VARCHAR(65535), "phone" VARCHAR(65535), "created_at" VARCHAR(255), "remote_created_at" VARCHAR(255), "updated_at" VARCHAR(255), "signed_up_at" VARCHAR(255), "last_request_at" VARCHAR(255), "session_count" BIGINT, "unsubscribed_from_emails" BOOLEAN, "location_data" VARCHAR(65535), "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "name" VARCHAR(65535), "segments" VARCHAR(65535), "tags" VARCHAR(65535), "last_seen_ip" VARCHAR(65535), "user_agent_data" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" VARCHAR(255), "last_replied_at" VARCHAR(255), "last_contacted_at" VARCHAR(255), "last_email_opened_at" VARCHAR(255), "last_email_clicked_at" VARCHAR(255), "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" VARCHAR(255), "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" VARCHAR(255), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "merged_into" VARCHAR(65535), "_row_hash" BIGINT, "custom_attributes_signed_up" VARCHAR(255), "custom_attributes_plan" VARCHAR(65535), "custom_attributes_score" BIGINT);
INSERT INTO "_intercom_sync_stage" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "companies", "email", "phone", "created_at", "remote_created_at", "updated_at", "signed_up_at", "last_request_at", "session_count", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "name", "segments", "tags", "last_seen_ip", "user_agent_data", "custom_attributes", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up", "custom_attributes_plan", "custom_attributes_score") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 1
-- again: DELETE FROM "intercom"."users" USING "_intercom_sync_stage" WHERE "users"."id" = "_intercom_sync_sta
INSERT INTO "intercom"."users" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "companies", "email", "phone", "created_at", "remote_created_at", "updated_at", "signed_up_at", "last_request_at", "session_count", "unsubscribed_from_emails", "location_data", "location_data_city_name", "location_data_continent_code", "location_data_country_code", "location_data_country_name", "location_data_latitude", "location_data_longitude", "location_data_postal_code", "location_data_region_name", "location_data_timezone", "name", "segments", "tags", "last_seen_ip", "user_agent_data", "custom_attributes", "role", "owner_id", "email_domain", "last_seen_at", "last_replied_at", "last_contacted_at", "last_email_opened_at", "last_email_clicked_at", "has_hard_bounced", "marked_email_as_spam", "language_override", "browser", "browser_version", "browser_language", "os", "android_app_name", "android_app_version", "android_device", "android_os_version", "android_sdk_version", "android_last_seen_at", "ios_app_name", "ios_app_version", "ios_device", "ios_os_version", "ios_sdk_version", "ios_last_seen_at", "extra", "received_at", "deleted_at", "merged_into", "_row_hash", "custom_attributes_signed_up", "custom_attributes_plan", "custom_attributes_score") SELECT s."id", s."user_id", s."anonymous", JSON_PARSE(s."avatar"), s."avatar_image_url", JSON_PARSE(s."companies"), s."email", s."phone", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."remote_created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), CAST(s."signed_up_at" AS TIMESTAMPTZ), CAST(s."last_request_at" AS TIMESTAMPTZ), s."session_count", s."unsubscribed_from_emails", JSON_PARSE(s."location_data"), s."location_data_city_name", s."location_data_continent_code", s."location_data_country_code", s."location_data_country_name", s."location_data_latitude", s."location_data_longitude", s."location_data_postal_code", s."location_data_region_name", s."location_data_timezone", s."name", JSON_PARSE(s."segments"), JSON_PARSE(s."tags"), s."last_seen_ip", JSON_PARSE(s."user_agent_data"), JSON_PARSE(s."custom_attributes"), s."role", s."owner_id", s."email_domain", CAST(s."last_seen_at" AS TIMESTAMPTZ), CAST(s."last_replied_at" AS TIMESTAMPTZ), CAST(s."last_contacted_at" AS TIMESTAMPTZ), CAST(s."last_email_opened_at" AS TIMESTAMPTZ), CAST(s."last_email_clicked_at" AS TIMESTAMPTZ), s."has_hard_bounced", s."marked_email_as_spam", s."language_override", s."browser", s."browser_version", s."browser_language", s."os", s."android_app_name", s."android_app_version", s."android_device", s."android_os_version", s."android_sdk_version", CAST(s."android_last_seen_at" AS TIMESTAMPTZ), s."ios_app_name", s."ios_app_version", s."ios_device", s."ios_os_version", s."ios_sdk_version", CAST(s."ios_last_seen_at" AS TIMESTAMPTZ), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."merged_into", s."_row_hash", CAST(s."custom_attributes_signed_up" AS TIMESTAMPTZ), s."custom_attributes_plan", s."custom_attributes_score" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T

-- An attribute becomes a decimal
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
-- rollback
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "attribute", "column_name", "column_t
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
ALTER TABLE "intercom"."users" ADD COLUMN "_intercom_sync_new_4ca21d86c9f0a976" DECIMAL(38, 9);
SELECT "id", "custom_attributes" FROM "intercom"."users" WHERE ("_intercom_sync_new_4ca21d86c9f0a976" IS NULL) ORDER BY "id" LIMIT 2000;
SELECT t."id", t."_intercom_sync_new_4ca21d86c9f0a976" FROM "intercom"."users" t WHERE t."id" IN (?);
-- begin
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("_intercom_sync_new_4ca21d86c9f0a976" DECIMAL(38, 9), "id" VARCHAR(255));
INSERT INTO "_intercom_sync_stage" ("_intercom_sync_new_4ca21d86c9f0a976", "id") VALUES (?, ?); -- a batch of 1
UPDATE "intercom"."users" SET "_intercom_sync_new_4ca21d86c9f0a976" = s."_intercom_sync_new_4ca21d86c9f0a976" FROM "_intercom_sync_stage" AS s WHERE "users"."id" = s."id";
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- commit
ALTER TABLE "intercom"."users" DROP COLUMN "custom_attributes_score";
ALTER TABLE "intercom"."users" RENAME COLUMN "_intercom_sync_new_4ca21d86c9f0a976" TO "custom_attributes_score";
UPDATE "intercom"."_intercom_sync_columns" SET "column_type" = ? WHERE "table_name" = ? AND "column_name" = ? AND "attribute" IS NOT NULL;
-- again: DELETE FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name" = ? AND "at
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "user_id" VARCHAR(65535), "anonymous" BOOLEAN, "avatar" VARCHAR(65535), "avatar_image_url" VARCHAR(65535), "companies" VARCHAR(65535), "email" VARCHAR(65535), "phone" VARCHAR(65535), "created_at" VARCHAR(255), "remote_created_at" VARCHAR(255), "updated_at" VARCHAR(255), "signed_up_at" VARCHAR(255), "last_request_at" VARCHAR(255), "session_count" BIGINT, "unsubscribed_from_emails" BOOLEAN, "location_data" VARCHAR(65535), "location_data_city_name" VARCHAR(65535), "location_data_continent_code" VARCHAR(65535), "location_data_country_code" VARCHAR(65535), "location_data_country_name" VARCHAR(65535), "location_data_latitude" DECIMAL(38, 9), "location_data_longitude" DECIMAL(38, 9), "location_data_postal_code" VARCHAR(65535), "location_data_region_name" VARCHAR(65535), "location_data_timezone" VARCHAR(65535), "name" VARCHAR(65535), "segments" VARCHAR(65535), "tags" VARCHAR(65535), "last_seen_ip" VARCHAR(65535), "user_agent_data" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "role" VARCHAR(65535), "owner_id" VARCHAR(65535), "email_domain" VARCHAR(65535), "last_seen_at" VARCHAR(255), "last_replied_at" VARCHAR(255), "last_contacted_at" VARCHAR(255), "last_email_opened_at" VARCHAR(255), "last_email_clicked_at" VARCHAR(255), "has_hard_bounced" BOOLEAN, "marked_email_as_spam" BOOLEAN, "language_override" VARCHAR(65535), "browser" VARCHAR(65535), "browser_version" VARCHAR(65535), "browser_language" VARCHAR(65535), "os" VARCHAR(65535), "android_app_name" VARCHAR(65535), "android_app_version" VARCHAR(65535), "android_device" VARCHAR(65535), "android_os_version" VARCHAR(65535), "android_sdk_version" VARCHAR(65535), "android_last_seen_at" VARCHAR(255), "ios_app_name" VARCHAR(65535), "ios_app_version" VARCHAR(65535), "ios_device" VARCHAR(65535), "ios_os_version" VARCHAR(65535), "ios_sdk_version" VARCHAR(65535), "ios_last_seen_at" VARCHAR(255), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "merged_into" VARCHAR(65535), "_row_hash" BIGINT, "custom_attributes_signed_up" VARCHAR(255), "custom_attributes_plan" VARCHAR(65535), "custom_attributes_score" DECIMAL(38, 9));
-- again: INSERT INTO "_intercom_sync_stage" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "com
-- again: DELETE FROM "intercom"."users" USING "_intercom_sync_stage" WHERE "users"."id" = "_intercom_sync_sta
-- again: INSERT INTO "intercom"."users" ("id", "user_id", "anonymous", "avatar", "avatar_image_url", "compani
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T

-- A column of decimals becomes one of text
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
ALTER TABLE "intercom"."companies" ADD COLUMN "_intercom_sync_wider" VARCHAR(65535);
UPDATE "intercom"."companies" SET "_intercom_sync_wider" = CAST("monthly_spend" AS VARCHAR(65535)) WHERE TRUE;
ALTER TABLE "intercom"."companies" DROP COLUMN "monthly_spend";
ALTER TABLE "intercom"."companies" RENAME COLUMN "_intercom_sync_wider" TO "monthly_spend";
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "generation") VALUES (?, ?, ?, ?);
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT "generation" FROM "intercom"."_intercom_sync_columns" WHERE "table_name" = ? AND "column_name
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."companies" t WHERE t."id" IN (?);
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("id" VARCHAR(255), "company_id" VARCHAR(65535), "created_at" VARCHAR(255), "remote_created_at" VARCHAR(255), "updated_at" VARCHAR(255), "last_request_at" VARCHAR(255), "name" VARCHAR(65535), "custom_attributes" VARCHAR(65535), "session_count" BIGINT, "user_count" BIGINT, "plan" VARCHAR(65535), "size" BIGINT, "website" VARCHAR(65535), "industry" VARCHAR(65535), "plan_id" VARCHAR(65535), "tags" VARCHAR(65535), "segments" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT, "custom_attributes_signed_up" BIGINT, "monthly_spend" VARCHAR(65535));
INSERT INTO "_intercom_sync_stage" ("id", "company_id", "created_at", "remote_created_at", "updated_at", "last_request_at", "name", "custom_attributes", "session_count", "user_count", "plan", "size", "website", "industry", "plan_id", "tags", "segments", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up", "monthly_spend") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); -- a batch of 1
-- again: DELETE FROM "intercom"."companies" USING "_intercom_sync_stage" WHERE "companies"."id" = "_intercom_
INSERT INTO "intercom"."companies" ("id", "company_id", "created_at", "remote_created_at", "updated_at", "last_request_at", "name", "custom_attributes", "session_count", "user_count", "plan", "size", "website", "industry", "plan_id", "tags", "segments", "extra", "received_at", "deleted_at", "_row_hash", "custom_attributes_signed_up", "monthly_spend") SELECT s."id", s."company_id", CAST(s."created_at" AS TIMESTAMPTZ), CAST(s."remote_created_at" AS TIMESTAMPTZ), CAST(s."updated_at" AS TIMESTAMPTZ), CAST(s."last_request_at" AS TIMESTAMPTZ), s."name", JSON_PARSE(s."custom_attributes"), s."session_count", s."user_count", s."plan", s."size", s."website", s."industry", s."plan_id", JSON_PARSE(s."tags"), JSON_PARSE(s."segments"), JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash", s."custom_attributes_signed_up", s."monthly_spend" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T

-- The sink is closed

-- A new sink reads
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
SELECT count(*) FROM "intercom"."users" WHERE "deleted_at" IS NULL;
-- again: SELECT t."id", t."_row_hash", t."deleted_at", t."updated_at" FROM "intercom"."users" t WHERE t."id" 
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- begin
SELECT "id" FROM "intercom"."conversation_parts" WHERE "deleted_at" IS NULL ORDER BY "id";
-- rollback

-- Several workspaces share a schema
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT nspname FROM pg_namespace
-- again: CREATE SCHEMA "intercom"
-- again: CREATE TABLE "intercom"."_intercom_sync_checkpoints" ("workspace" VARCHAR(255) NOT NULL, "feed" VARC
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: CREATE TABLE "intercom"."_intercom_sync_columns" ("table_name" VARCHAR(255) NOT NULL, "column_name" 
-- again: SELECT "attribute", "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_colum
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
CREATE TABLE "intercom"."tags" ("workspace_id" VARCHAR(255) NOT NULL, "id" VARCHAR(255) NOT NULL, "name" VARCHAR(65535), "extra" SUPER, "received_at" TIMESTAMPTZ, "deleted_at" TIMESTAMPTZ, "_row_hash" BIGINT, PRIMARY KEY ("workspace_id", "id")) DISTSTYLE AUTO SORTKEY AUTO;
-- again: SELECT nspname FROM pg_namespace
-- again: SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' AND column_default IS NULL T
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: INSERT INTO "intercom"."_intercom_sync_columns" ("table_name", "column_name", "column_type", "genera
-- again: SELECT "column_name", "column_type", "generation" FROM "intercom"."_intercom_sync_columns" WHERE "ta
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."tags" t WHERE ((t."workspace_id" = ? AND t."id" = ?) OR (t."workspace_id" = ? AND t."id" = ?));
CREATE TEMPORARY TABLE "_intercom_sync_stage" ("workspace_id" VARCHAR(255), "id" VARCHAR(255), "name" VARCHAR(65535), "extra" VARCHAR(65535), "received_at" VARCHAR(255), "deleted_at" VARCHAR(255), "_row_hash" BIGINT);
INSERT INTO "_intercom_sync_stage" ("workspace_id", "id", "name", "extra", "received_at", "deleted_at", "_row_hash") VALUES (?, ?, ?, ?, ?, ?, ?); -- a batch of 2
DELETE FROM "intercom"."tags" USING "_intercom_sync_stage" WHERE "tags"."workspace_id" = "_intercom_sync_stage"."workspace_id" AND "tags"."id" = "_intercom_sync_stage"."id";
INSERT INTO "intercom"."tags" ("workspace_id", "id", "name", "extra", "received_at", "deleted_at", "_row_hash") SELECT s."workspace_id", s."id", s."name", JSON_PARSE(s."extra"), CAST(s."received_at" AS TIMESTAMPTZ), CAST(s."deleted_at" AS TIMESTAMPTZ), s."_row_hash" FROM "_intercom_sync_stage" AS s;
-- again: DROP TABLE IF EXISTS "_intercom_sync_stage"
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- again: INSERT INTO "intercom"."_intercom_sync_checkpoints" ("state", "workspace", "feed") VALUES (?, ?, ?)
-- commit
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
-- again: SELECT "state" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" = ? AND "feed" = ?
-- begin
-- again: SELECT "workspace" FROM "intercom"."_intercom_sync_checkpoints" WHERE "workspace" <> ?
UPDATE "intercom"."tags" SET "deleted_at" = CAST(? AS TIMESTAMPTZ) WHERE (("workspace_id" = ? AND "id" = ?)) AND ("deleted_at" IS NULL);
SELECT t."id", t."_row_hash", t."deleted_at", NULL FROM "intercom"."tags" t WHERE ((t."workspace_id" = ? AND t."id" = ?));
-- again: UPDATE "intercom"."_intercom_sync_checkpoints" SET "state" = ? WHERE "workspace" = ? AND "feed" = ?
-- commit

