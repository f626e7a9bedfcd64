package io.intercomsync.internal.run;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.resource.ApiResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the definitions of the custom attributes of one feed's collections, once a run. They describe values and are no part of
 * the copy. If they cannot be read, the report remarks it, and the feed is read without them.
 */
final class AttributeReader {
    private static final Logger log = LoggerFactory.getLogger(AttributeReader.class);

    /** Intercom allows a few hundred. The bounds keep a wrong answer out of every unit. */
    private static final int MOST = 2_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final String PROPERTY = "custom_attributes";

    private final FeedContext context;
    private final ApiResource resource;
    private final List<IntercomCollection> collections;

    AttributeReader(FeedContext context, ApiResource resource) {
        this.context = context;
        this.resource = resource;
        this.collections = resource.listsAttributes(context.version())
                ? resource.collections().stream()
                        .filter(collection -> context.selection().has(collection, PROPERTY))
                        .toList()
                : List.of();
    }

    /** Returns the number of requests: none if no collection has custom attributes, or if the API version does not list them. */
    int requests() {
        return collections.isEmpty() ? 0 : 1;
    }

    /** Reads the definitions. If Intercom does not give them, remarks it in the report and returns none. */
    List<AttributeDefinition> read(FeedReport report) {
        if (collections.isEmpty()) {
            return List.of();
        }
        try {
            return resource.attributes(context.calls()).items().stream()
                    .filter(attribute ->
                            !Boolean.FALSE.equals(attribute.get("custom"))) // conversations have custom ones alone
                    .limit(MOST)
                    .flatMap(this::definitions)
                    .toList();
        } catch (ApiException | TransportException e) {
            if (ForeignCode.isInterrupt(e)) {
                throw e;
            }
            log.debug("The definitions of custom attributes could not be read: {}", e.getMessage());
            report.reportedStats(collections.get(0))
                    .addRemark("the types of custom attributes are unknown in this run: " + e.getMessage());
            return List.of();
        }
    }

    private Stream<AttributeDefinition> definitions(Map<String, @Nullable Object> attribute) {
        String name = text(attribute.get("name"));
        return name == null
                ? Stream.empty()
                : collections.stream()
                        .map(collection -> new AttributeDefinition(
                                collection,
                                name,
                                text(attribute.get("label")),
                                text(attribute.get("data_type")),
                                Boolean.TRUE.equals(attribute.get("archived"))));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() && text.length() <= LONGEST_TEXT ? text : null;
    }
}
