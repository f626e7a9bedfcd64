package io.intercomsync.internal.mapping;

import io.intercomsync.model.Admin;
import org.jspecify.annotations.Nullable;

/** Maps admins and teams. */
public final class AdminMapping {
    private AdminMapping() {}

    /**
     * Maps an admin or a team.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "admin", AdminMapping::mapped);
    }

    private static MappedRecord mapped(Fields admin, String id) {
        Admin mapped = new Admin(
                id,
                admin.text("name"),
                admin.text("email"),
                admin.text("type"),
                admin.text("job_title"),
                admin.flag("away_mode_enabled"),
                admin.flag("away_mode_reassign"),
                admin.id("away_status_reason_id"),
                admin.flag("has_inbox_seat"),
                admin.ids("team_ids"),
                admin.ids("admin_ids"),
                PersonMapping.avatar(admin),
                admin.object("role"),
                admin.object("team_priority_level"),
                admin.object("admin_priority_level"),
                admin.integer("assignment_limit"),
                admin.text("distribution_method"),
                admin.extra());
        return new MappedRecord(mapped, admin);
    }
}
