package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of API 1.x, and how its lists look: each kind of object under a key of its own. */
final class V1 {

    private V1() {}

    static Map<String, Endpoint> endpoints(
            Workspace workspace, Pages pages, ContactFields contacts, Map<String, Endpoint> later) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (String same : List.of("me", "segments", "teams", "data_attributes")) {
            endpoints.put(same, call -> answer(later, call));
        }
        Scroll users = new Scroll(workspace.clock);
        Scroll leads = new Scroll(workspace.clock);
        endpoints.put("users", new V1People(workspace, pages, contacts, users, "user"));
        endpoints.put("contacts", new V1People(workspace, pages, contacts, leads, "lead"));
        endpoints.put("conversations", new V1Conversations(workspace, pages));
        endpoints.put("tags", call -> renamed("tags", answer(later, call)));
        endpoints.put("companies", call -> renamed("companies", answer(later, companies(call))));
        endpoints.put("admins", call -> admins(workspace, answer(later, call)));
        return endpoints;
    }

    private static Map<String, Object> answer(Map<String, Endpoint> later, Call call) {
        Endpoint endpoint = later.get(call.segment(0));
        if (endpoint == null) {
            throw ApiError.notFound();
        }
        return endpoint.answer(call);
    }

    /** The list of companies by POST came with 2.0. */
    private static Call companies(Call call) {
        if (call.segment(1).equals("list")) {
            call.version().require(0);
        }
        return call;
    }

    private static Map<String, Object> renamed(String key, Map<String, Object> answer) {
        return answer.get("data") instanceof List<?> ? list(key, answer) : answer;
    }

    /** A list of 2.x with its objects under that key, which is also in its type. */
    static Map<String, Object> list(String key, Map<String, Object> answer) {
        Map<String, Object> list = Json.object("type", type(key));
        answer.forEach((name, value) -> {
            if (!name.equals("type")) {
                list.put(name.equals("data") ? key : name, value);
            }
        });
        return list;
    }

    static Map<String, Object> scrolled(String key, List<Object> objects, String token) {
        return Json.object("type", type(key), key, objects, "pages", null, "total_count", null, "scroll_param", token);
    }

    private static String type(String key) {
        return (key.equals("companies") ? "company" : key.substring(0, key.length() - 1)) + ".list";
    }

    /** Admins and, among them, teams with an address of their own. */
    private static Map<String, Object> admins(Workspace workspace, Map<String, Object> answer) {
        if (!(answer.get("admins") instanceof List<?> admins)) {
            return answer;
        }
        List<Object> all = new ArrayList<>(admins);
        Table teams = workspace.table(Resource.TEAMS);
        teams.numbers().forEach(number -> {
            Map<String, Object> team = Json.copy(teams.get(number));
            team.put("email", "team-" + team.get("id") + "@teams.intercom.io");
            all.add(team);
        });
        return Json.object("type", "admin.list", "admins", all);
    }
}
