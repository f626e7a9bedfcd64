package io.intercomsync.fake;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What answers in API 2.x, by the first part of a path. */
final class Endpoints {

    private Endpoints() {}

    static Map<String, Endpoint> of(
            Workspace workspace, Pages pages, Scroll scroll, ContactFields fields, ZoneId timezone) {
        CompanyWire companies = new CompanyWire(workspace);
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put("contacts", new ContactEndpoint(workspace, pages, fields, companies));
        endpoints.put("companies", new CompanyEndpoint(workspace, pages, companies, scroll));
        endpoints.put("conversations", new ConversationEndpoint(workspace, pages, companies));
        Endpoint lists = new ListEndpoint(workspace, timezone);
        List.of("me", "segments", "tags", "admins", "teams", "data_attributes")
                .forEach(path -> endpoints.put(path, lists));
        return endpoints;
    }
}
