package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.firstgeneration.FirstGenerationAdmins;
import io.intercomsync.internal.firstgeneration.FirstGenerationCompanies;
import io.intercomsync.internal.firstgeneration.FirstGenerationContacts;
import io.intercomsync.internal.firstgeneration.FirstGenerationConversations;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.resource.AdminsResource;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.CompaniesResource;
import io.intercomsync.internal.resource.ContactsResource;
import io.intercomsync.internal.resource.ConversationsResource;
import io.intercomsync.internal.resource.SegmentsResource;
import io.intercomsync.internal.resource.TagsResource;
import java.util.List;

/** Lists the resources of an API version: the one place that names them. */
public final class ApiResources {
    private ApiResources() {}

    /** Returns the resources of the version, in the order in which a run starts them. */
    public static List<ApiResource> of(VersionRules version) {
        return version.isFirstGeneration()
                ? List.of(
                        new FirstGenerationContacts(),
                        new FirstGenerationCompanies(),
                        new FirstGenerationConversations(),
                        new SegmentsResource(),
                        new TagsResource(),
                        new FirstGenerationAdmins())
                : List.of(
                        new ContactsResource(),
                        new CompaniesResource(),
                        new ConversationsResource(),
                        new SegmentsResource(),
                        new TagsResource(),
                        new AdminsResource());
    }

    /** Returns the resource that a collection comes from. */
    public static ApiResource of(VersionRules version, IntercomCollection collection) {
        return of(version).stream()
                .filter(resource -> resource.collections().contains(collection))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("API " + version.name() + " has no " + collection.tableName()));
    }
}
