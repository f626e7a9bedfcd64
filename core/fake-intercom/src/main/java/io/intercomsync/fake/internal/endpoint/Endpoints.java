package io.intercomsync.fake;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Puts together all that answers. */
final class Endpoints {

    private Endpoints() {}

    static Routes of(Workspace workspace, Edits edits, Pages pages, Scroll scroll, ZoneId timezone) {
        ContactFields fields = new ContactFields(workspace, timezone);
        CompanyWire companies = new CompanyWire(workspace);
        ContactLookup lookup = new ContactLookup(workspace, fields);
        ContactEndpoint contacts = new ContactEndpoint(workspace, pages, fields, companies, lookup);
        ConversationEndpoint conversations = new ConversationEndpoint(workspace, pages, companies);
        ListEndpoint lists = new ListEndpoint(workspace, timezone);
        List<Route> routes = new ArrayList<>(contacts.routes());
        routes.addAll(new ContactWrites(workspace, edits, lookup, contacts).routes());
        routes.addAll(new CompanyEndpoint(workspace, pages, companies, scroll).routes());
        routes.addAll(conversations.routes());
        routes.addAll(new ConversationWrites(workspace, edits, lookup, conversations).routes());
        routes.addAll(new EventEndpoint(lookup).routes());
        routes.addAll(lists.routes());
        routes.addAll(V1.routes(workspace, pages, fields, routes));
        lists.routesOfAllVersions().forEach(route -> routes.add(route.alsoInFirst()));
        return new Routes(routes);
    }
}
