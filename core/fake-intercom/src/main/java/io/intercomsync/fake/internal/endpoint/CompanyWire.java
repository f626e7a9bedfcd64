package io.intercomsync.fake;

import java.util.List;
import java.util.Map;

/** How a company looks in an answer. */
final class CompanyWire {

    private final Workspace workspace;

    CompanyWire(Workspace workspace) {
        this.workspace = workspace;
    }

    Map<String, Object> of(int number, ApiVersion version) {
        Map<String, Object> company = workspace.table(Resource.COMPANIES).get(number);
        Map<String, Object> sent = Json.object();
        company.forEach((key, value) -> sent.put(key, member(key, value)));
        sent.put("user_count", workspace.userCount(number, company));
        if (version.isAtLeast(16) && !sent.containsKey("notes")) {
            sent.put("notes", Json.object("type", "note.list", "notes", List.of()));
        }
        return sent;
    }

    private Object member(String key, Object value) {
        if (value instanceof List<?> && key.equals("tags")) {
            List<?> tags =
                    workspace.ids(value, Resource.TAGS).stream().map(this::tag).toList();
            return Json.object("type", "tag.list", "tags", tags);
        }
        if (value instanceof List<?> && key.equals("segments")) {
            List<?> segments = workspace.ids(value, Resource.SEGMENTS).stream()
                    .map(this::segment)
                    .toList();
            return Json.object("type", "segment.list", "segments", segments);
        }
        return value;
    }

    private Map<String, Object> tag(String id) {
        Object name = Json.get(workspace.table(Resource.TAGS).find(id), "name");
        return Json.object("type", "tag", "id", id, "name", name == null ? "" : name);
    }

    private Map<String, Object> segment(String id) {
        Map<String, Object> segment = workspace.table(Resource.SEGMENTS).find(id);
        return segment == null ? Json.object("type", "segment", "id", id) : segment;
    }
}
