package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.ContactSearchFields;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The routes of API 1.x, and the form of its lists: each type of object has a key of its own. */
final class V1Routes {

    private V1Routes() {}

    /** Returns the routes of 1.x that 2.x does not have, or has in another form. */
    static List<Route> routes(Workspace workspace, PageFormats pages, ContactSearchFields contacts, List<Route> later) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new V1People(workspace, pages, contacts, new ScrollSession(workspace.clock), "user").routes());
        routes.addAll(new V1People(workspace, pages, contacts, new ScrollSession(workspace.clock), "lead").routes());
        routes.addAll(new V1Conversations(workspace, pages).routes());
        for (Route route : later) {
            switch (route.name()) {
                case "GET /tags", "GET /tags/{tag_id}" -> routes.add(route.inFirst(answer -> renamed("tags", answer)));
                case "GET /companies", "GET /companies/scroll", "GET /companies/{company_id}" ->
                    routes.add(route.inFirst(answer -> renamed("companies", answer)));
                case "GET /admins", "GET /admins/{admin_id}" ->
                    routes.add(route.inFirst(answer -> admins(workspace, answer)));
                default -> {}
            }
        }
        return routes;
    }

    private static Map<String, Object> renamed(String key, Map<String, Object> answer) {
        return answer.get("data") instanceof List<?> ? list(key, answer) : answer;
    }

    /** Turns a list of 2.x into one with its objects under that key, which is also part of its type. */
    static Map<String, Object> list(String key, Map<String, Object> answer) {
        Map<String, Object> list = FakeJson.object("type", type(key));
        answer.forEach((name, value) -> {
            if (!name.equals("type")) {
                list.put(name.equals("data") ? key : name, value);
            }
        });
        return list;
    }

    static Map<String, Object> scrolled(String key, List<Object> objects, String token) {
        return FakeJson.object(
                "type", type(key), key, objects, "pages", null, "total_count", null, "scroll_param", token);
    }

    private static String type(String key) {
        return (key.equals("companies") ? "company" : key.substring(0, key.length() - 1)) + ".list";
    }

    /** Returns the admins and, among them, the teams with an address of their own. */
    private static Map<String, Object> admins(Workspace workspace, Map<String, Object> answer) {
        if (!(answer.get("admins") instanceof List<?> admins)) {
            return answer;
        }
        List<Object> all = new ArrayList<>(admins);
        ObjectTable teams = workspace.table(ObjectType.TEAMS);
        teams.numbers().forEach(number -> {
            Map<String, Object> team = FakeJson.copy(teams.get(number));
            team.put("email", "team-" + team.get("id") + "@teams.intercom.io");
            all.add(team);
        });
        return FakeJson.object("type", "admin.list", "admins", all);
    }
}
