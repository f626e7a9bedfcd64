package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of the workspace, or a team of them.
 *
 * @param id Intercom's id of the admin or team
 * @param name the name
 * @param email the e-mail address; {@code null} for teams of API 2.x
 * @param type {@code admin} or {@code team}
 * @param jobTitle the job title
 * @param awayModeEnabled whether the admin is away
 * @param awayModeReassign whether new replies go to others while the admin is away
 * @param awayStatusReasonId the id of the reason for being away
 * @param hasInboxSeat whether the admin has a paid seat in the inbox
 * @param teamIds the ids of an admin's teams; empty when there are none
 * @param adminIds the ids of a team's admins; empty for an admin
 * @param avatar the picture
 * @param role the role of an admin, from API 2.16 on
 * @param teamPriorityLevel the teams that come first and second for an admin
 * @param adminPriorityLevel the admins who come first and second in a team
 * @param assignmentLimit how many conversations a member of the team is given at most
 * @param distributionMethod how a team distributes conversations
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Admin(
        String id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String type,
        @Nullable String jobTitle,
        @Nullable Boolean awayModeEnabled,
        @Nullable Boolean awayModeReassign,
        @Nullable String awayStatusReasonId,
        @Nullable Boolean hasInboxSeat,
        List<String> teamIds,
        List<String> adminIds,
        @Nullable Avatar avatar,
        @Nullable NestedObject role,
        @Nullable NestedObject teamPriorityLevel,
        @Nullable NestedObject adminPriorityLevel,
        @Nullable Long assignmentLimit,
        @Nullable String distributionMethod,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public Admin {
        requireNonNull(id, "id");
        teamIds = Containers.list(teamIds);
        adminIds = Containers.list(adminIds);
        extra = Containers.object(extra);
    }
}
