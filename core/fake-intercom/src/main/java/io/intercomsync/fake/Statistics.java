package io.intercomsync.fake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statistics of a conversation, but for the count of its parts, which is told when it is sent. */
final class Statistics {

    private Statistics() {}

    static Map<String, Object> of(long created, long updated, @Nullable Long admin) {
        Long answered = admin == null ? null : (Long) Math.min(created + 300, updated);
        return Json.object(
                "type",
                "conversation_statistics",
                "time_to_assignment",
                0L,
                "time_to_admin_reply",
                answered == null ? null : answered - created,
                "time_to_first_close",
                null,
                "time_to_last_close",
                null,
                "median_time_to_reply",
                answered == null ? null : answered - created,
                "first_contact_reply_at",
                created,
                "first_assignment_at",
                null,
                "first_admin_reply_at",
                answered,
                "first_close_at",
                null,
                "last_assignment_at",
                null,
                "last_assignment_admin_reply_at",
                null,
                "last_contact_reply_at",
                updated,
                "last_admin_reply_at",
                answered,
                "last_close_at",
                null,
                "last_closed_by_id",
                null,
                "count_reopens",
                0L,
                "count_assignments",
                admin == null ? 0L : 1L,
                "assigned_team_first_response_time",
                List.of(),
                "assigned_team_first_response_time_in_office_hours",
                List.of(),
                "handling_time",
                0L,
                "adjusted_handling_time",
                null);
    }
}
