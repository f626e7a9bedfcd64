package io.intercomsync.internal.api;

import io.intercomsync.internal.http.AnswerReader;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.ErrorBody;
import io.intercomsync.internal.http.UnreadableAnswerException;
import io.intercomsync.internal.pace.RateHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads answers with single objects. */
final class ObjectReaders {
    private ObjectReaders() {}

    static WorkspaceAnswer workspace(Map<String, @Nullable Object> answer, Headers headers, Clock clock)
            throws UnreadableAnswerException {
        return new WorkspaceAnswer(
                me(answer, headers, clock),
                RateHeaders.of(headers::get),
                PageReader.id(headers.get("Intercom-Version")));
    }

    private static WorkspaceInfo me(Map<String, @Nullable Object> answer, Headers headers, Clock clock)
            throws UnreadableAnswerException {
        Map<?, ?> app = answer.get("app") instanceof Map<?, ?> object ? object : Map.of();
        String workspace = PageReader.id(app.get("id_code"));
        if (workspace == null) {
            throw new UnreadableAnswerException("it names no workspace");
        }
        String name = PageReader.id(app.get("name"));
        return new WorkspaceInfo(
                workspace,
                name == null ? "" : name,
                timezone(PageReader.text(app.get("timezone"))),
                PageReader.id(app.get("region")),
                new ClockReading(clock.instant(), headers.getInstant("Date")));
    }

    private static ZoneId timezone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /**
     * Returns a reader for an object that may not exist. Only Intercom's own word proves that it does not; an answer
     * about another id proves nothing.
     */
    static AnswerReader<Lookup> lookup(Endpoint endpoint, String id, HttpUrl baseUrl) {
        return new AnswerReader<>() {
            @Override
            public Lookup read(Map<String, @Nullable Object> answer, Headers headers) throws UnreadableAnswerException {
                String named = PageReader.text(answer.get("id"));
                if (named == null) {
                    throw new UnreadableAnswerException("it has no id");
                }
                return named.equals(id)
                        ? Lookup.of(answer)
                        : Lookup.about(PageReader.id(answer.get("id")), "the answer is about another id");
            }

            @Override
            public Optional<Lookup> absent(int status, Headers headers, ErrorBody errorBody) {
                boolean isContact = endpoint == Endpoint.CONTACT;
                String survivor = isContact && status == 410 ? survivor(headers.get("Link"), baseUrl) : null;
                if (status != 404 && status != 410) {
                    return Optional.empty();
                }
                if (isContact && errorBody.saysMerged()) {
                    return Optional.of(Lookup.merged(survivor));
                }
                if (errorBody.saysNotFound()) {
                    return Optional.of(Lookup.gone());
                }
                return errorBody.source() == ErrorBody.Source.INTERCOM
                        ? Optional.empty()
                        : Optional.of(Lookup.about(
                                survivor, "the HTTP " + status + " does not come from Intercom (a proxy?)"));
            }
        };
    }

    /** Returns the id at the end of {@code </contacts/{id}>; rel="canonical"}; {@code null} if there is none. */
    private static @Nullable String survivor(@Nullable String link, HttpUrl baseUrl) {
        int end = link == null ? -1 : link.indexOf('>');
        HttpUrl url = link != null && link.startsWith("<") && end > 0 ? baseUrl.resolve(link.substring(1, end)) : null;
        return url == null ? null : PageReader.id(url.pathSegments().get(url.pathSize() - 1));
    }
}
