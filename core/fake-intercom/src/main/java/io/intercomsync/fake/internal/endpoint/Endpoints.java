package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.api.Router;
import io.intercomsync.fake.internal.search.ContactSearchFields;
import io.intercomsync.fake.internal.workspace.Workspace;
import io.intercomsync.fake.internal.workspace.WorkspaceEdits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Puts together all that answers. */
public final class Endpoints {

    private Endpoints() {}

    public static Router of(
            Workspace workspace, WorkspaceEdits edits, PageFormats pages, ScrollSession scroll, ZoneId timezone) {
        ContactSearchFields fields = new ContactSearchFields(workspace, timezone);
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
        routes.addAll(V1Routes.routes(workspace, pages, fields, routes));
        lists.routesOfAllVersions().forEach(route -> routes.add(route.alsoInFirst()));
        return new Router(routes);
    }
}
