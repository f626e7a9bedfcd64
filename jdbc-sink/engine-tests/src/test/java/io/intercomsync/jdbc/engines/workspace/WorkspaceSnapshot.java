package io.intercomsync.jdbc.engines.workspace;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.Truth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The complete objects of a workspace at one moment, to compare a copy with later.
 *
 * @param contacts users and leads
 * @param admins teammates and teams
 */
public record WorkspaceSnapshot(
        List<Map<String, Object>> contacts,
        List<Map<String, Object>> companies,
        List<Map<String, Object>> segments,
        List<Map<String, Object>> tags,
        List<Map<String, Object>> conversations,
        List<Map<String, Object>> admins) {

    /** Takes a snapshot of what the workspace holds now. */
    public static WorkspaceSnapshot of(FakeIntercom fake) {
        Truth truth = fake.truth();
        return new WorkspaceSnapshot(
                truth.contacts().toList(),
                truth.companies().toList(),
                truth.segments().toList(),
                truth.tags().toList(),
                truth.conversations().toList(),
                Stream.concat(truth.admins(), truth.teams()).toList());
    }
}
