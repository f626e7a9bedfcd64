package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Serves the short lists without pages: /me, /segments, /tags, /admins, /teams, /data_attributes. */
final class ListEndpoint {

    private final Workspace workspace;
    private final ZoneId zone;

    ListEndpoint(Workspace workspace, ZoneId zone) {
        this.workspace = workspace;
        this.zone = zone;
    }

    /** Returns the routes that are the same in all versions. */
    List<Route> routesOfAllVersions() {
        return List.of(
                Route.get("/me", call -> me()),
                Route.get("/segments", this::segments),
                Route.get("/segments/{segment_id}", this::segments),
                Route.get("/teams", this::teams),
                Route.get("/teams/{team_id}", this::teams),
                Route.get("/data_attributes", this::attributes));
    }

    List<Route> routes() {
        return List.of(
                Route.get("/tags", this::tags),
                Route.get("/tags/{tag_id}", this::tags),
                Route.get("/admins", this::admins),
                Route.get("/admins/{admin_id}", this::admins));
    }

    private Map<String, Object> tags(ApiCall call) {
        return answer(call, ObjectType.TAGS, "list", "data", ApiError.notFound(), tag -> tag);
    }

    private Map<String, Object> teams(ApiCall call) {
        ApiError missing = missing("team_not_found", "Team not found");
        return answer(call, ObjectType.TEAMS, "team.list", "teams", missing, team -> team);
    }

    private static ApiError missing(String code, String message) {
        return new ApiError(404, code, message);
    }

    private Map<String, Object> answer(
            ApiCall call,
            ObjectType resource,
            String type,
            String key,
            ApiError missing,
            UnaryOperator<Map<String, Object>> form) {
        ObjectTable table = workspace.table(resource);
        if (!call.segment(1).isEmpty()) {
            Map<String, Object> object = table.find(call.segment(1));
            if (object == null) {
                throw missing;
            }
            return form.apply(object);
        }
        List<Object> all = new ArrayList<>();
        table.numbers().forEach(number -> all.add(form.apply(table.get(number))));
        return FakeJson.object("type", type, key, all);
    }

    private Map<String, Object> segments(ApiCall call) {
        boolean counts = "true".equals(call.parameter("include_count"));
        Map<String, Long> sizes = counts ? workspace.segmentSizes() : Map.of();
        return answer(call, ObjectType.SEGMENTS, "segment.list", "segments", ApiError.notFound(), segment -> {
            Map<String, Object> sent = FakeJson.copy(segment);
            if (counts) {
                sent.put("count", sizes.getOrDefault(String.valueOf(segment.get("id")), 0L));
            }
            return sent;
        });
    }

    private Map<String, Object> admins(ApiCall call) {
        boolean isAvatarShown = "true".equals(call.parameter("display_avatar"))
                || !call.segment(1).isEmpty();
        ApiError missing = missing("admin_not_found", "Admin not found");
        return answer(call, ObjectType.ADMINS, "admin.list", "admins", missing, admin -> {
            Map<String, Object> sent = FakeJson.copy(admin);
            if (!isAvatarShown) {
                sent.remove("avatar");
            }
            if (!call.version().isAtLeast(16)) {
                sent.remove("role");
            }
            return sent;
        });
    }

    private Map<String, Object> me() {
        ObjectTable admins = workspace.table(ObjectType.ADMINS);
        Map<String, Object> admin = admins.size() == 0
                ? workspace.defaults.of(ObjectType.ADMINS, "1", 0)
                : admins.get(admins.numbers().findFirst().orElse(0));
        Map<String, Object> app = FakeJson.object(
                "type",
                "app",
                "id_code",
                workspace.sizes.workspaceId(),
                "name",
                "Fake workspace",
                "created_at",
                1_600_000_000L,
                "secure",
                false,
                "identity_verification",
                false,
                "timezone",
                zone.getId(),
                "region",
                "US");
        return FakeJson.object(
                "type",
                "admin",
                "id",
                admin.get("id"),
                "email",
                admin.get("email"),
                "name",
                admin.get("name"),
                "email_verified",
                true,
                "app",
                app,
                "avatar",
                FakeJson.object("type", "avatar", "image_url", null),
                "has_inbox_seat",
                true);
    }

    private Map<String, Object> attributes(ApiCall call) {
        String model = call.parameter("model");
        if ("conversation".equals(model)) {
            throw new ApiError(
                    422,
                    "parameter_invalid",
                    "model=conversation is no longer supported. Use GET /conversations/attributes instead");
        }
        List<Object> all = new ArrayList<>();
        for (String known : List.of("contact", "company")) {
            if (model == null || model.equals(known)) {
                all.addAll(workspace.attributes.of(known));
            }
        }
        return FakeJson.object("type", "list", "data", all);
    }
}
