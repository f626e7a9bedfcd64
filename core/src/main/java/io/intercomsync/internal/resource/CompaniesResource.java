package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.mapping.CompanyMapping;
import io.intercomsync.internal.paging.WholeList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes companies: read whole, by a scroll, and swept. */
public final class CompaniesResource implements ApiResource {
    private static final Endpoint PLAIN_LIST = Endpoint.get("companies");
    private static final Endpoint PAGES = Endpoint.post("companies/list");
    private static final String PERMISSION_OF_PAGES = "Write users and companies";

    @Override
    public String feedName() {
        return "companies";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(IntercomCollection.COMPANIES);
    }

    @Override
    public String permission() {
        return "Read and list users and companies";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(
                AccessProbe.required(permission(), CompaniesResource::probe),
                AccessProbe.optional(
                        PERMISSION_OF_PAGES,
                        "counts companies, and reads them also while another application uses Intercom's only scroll of companies",
                        calls -> calls.numbered(PAGES, Map.of(), 1, 1)));
    }

    /**
     * Asks for the plain list, since the scroll may be another application's. A single company would not do: it takes a lesser
     * permission. Intercom does not document the list without a filter, but a complaint about that comes after the check of the token.
     */
    private static void probe(Calls calls) {
        try {
            calls.numbered(PLAIN_LIST, Map.of(), 1, 1);
        } catch (ApiException e) {
            boolean isAboutFilter = e.code() != null && (e.status() == 400 || e.status() == 422);
            if (!isAboutFilter) {
                throw e;
            }
        }
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        WholeList list = new WholeList(
                context,
                IntercomCollection.COMPANIES,
                context.calls()::scrollCompanies,
                (page, perPage) -> context.calls().numbered(PAGES, Map.of(), page, perPage),
                PERMISSION_OF_PAGES);
        return new CompaniesFeed(this, context, scope, list);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.COMPANIES, CompanyMapping::map);
    }

    @Override
    public Function<Map<String, @Nullable Object>, ReadResult> unlisted(FeedContext context) {
        return new CompanySegments(context, items(context.selection()))::read;
    }

    @Override
    public Lookup lookup(Calls calls, String id) {
        return calls.company(id);
    }

    @Override
    public boolean isSwept() {
        return true;
    }

    @Override
    public boolean isReadAtIntervals() {
        return true;
    }

    @Override
    public boolean listsAttributes(VersionRules version) {
        return true;
    }

    @Override
    public Page attributes(Calls calls) {
        return calls.attributes("company");
    }
}
