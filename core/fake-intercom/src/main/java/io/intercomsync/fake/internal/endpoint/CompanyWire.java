package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** The form of a company in an answer. */
final class CompanyWire {

    private final Workspace workspace;

    CompanyWire(Workspace workspace) {
        this.workspace = workspace;
    }

    Map<String, Object> of(int number, ServedVersion version) {
        Map<String, Object> company = workspace.table(ObjectType.COMPANIES).get(number);
        Map<String, Object> sent = FakeJson.object();
        company.forEach((key, value) -> sent.put(key, member(key, value)));
        sent.put("user_count", workspace.userCount(number, company));
        if (version.isAtLeast(16) && !sent.containsKey("notes")) {
            sent.put("notes", FakeJson.object("type", "note.list", "notes", List.of()));
        }
        return sent;
    }

    private Object member(String key, Object value) {
        if (value instanceof List<?> && key.equals("tags")) {
            List<?> tags = workspace.ids(value, ObjectType.TAGS).stream()
                    .map(this::tag)
                    .toList();
            return FakeJson.object("type", "tag.list", "tags", tags);
        }
        if (value instanceof List<?> && key.equals("segments")) {
            List<?> segments = workspace.ids(value, ObjectType.SEGMENTS).stream()
                    .map(this::segment)
                    .toList();
            return FakeJson.object("type", "segment.list", "segments", segments);
        }
        return value;
    }

    private Map<String, Object> tag(String id) {
        Object name = FakeJson.get(workspace.table(ObjectType.TAGS).find(id), "name");
        return FakeJson.object("type", "tag", "id", id, "name", name == null ? "" : name);
    }

    private Map<String, Object> segment(String id) {
        Map<String, Object> segment = workspace.table(ObjectType.SEGMENTS).find(id);
        return segment == null ? FakeJson.object("type", "segment", "id", id) : segment;
    }
}
