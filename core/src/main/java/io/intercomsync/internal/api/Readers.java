package io.intercomsync.internal.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Readers of single objects. */
final class Readers {
    private Readers() {}

    static Me me(Map<String, @Nullable Object> answer, Headers headers, Clock clock) throws UnreadableException {
        Map<?, ?> app = answer.get("app") instanceof Map<?, ?> object ? object : Map.of();
        String workspace = PageReader.text(app.get("id_code"));
        if (workspace == null) {
            throw new UnreadableException("it names no workspace");
        }
        String name = PageReader.text(app.get("name"));
        return new Me(
                workspace,
                name == null ? "" : name,
                timezone(PageReader.text(app.get("timezone"))),
                PageReader.text(app.get("region")),
                new ClockReading(clock.instant(), headers.getInstant("Date")));
    }

    private static ZoneId timezone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** An object that there may be or not. */
    static Reader<Lookup> lookup(HttpUrl baseUrl) {
        return new Reader<>() {
            @Override
            public Lookup read(Map<String, @Nullable Object> answer, Headers headers) throws UnreadableException {
                if (PageReader.text(answer.get("id")) == null) {
                    throw new UnreadableException("it has no id");
                }
                return Lookup.of(answer);
            }

            @Override
            public Optional<Lookup> absent(int status, Headers headers, boolean isSaid) {
                return switch (status) {
                    case 404 -> Optional.of(isSaid ? Lookup.gone() : Lookup.unsaid());
                    case 410 -> Optional.of(Lookup.merged(survivor(headers.get("Link"), baseUrl)));
                    default -> Optional.empty();
                };
            }
        };
    }

    /** The id at the end of {@code </contacts/{id}>; rel="canonical"}. */
    private static @Nullable String survivor(@Nullable String link, HttpUrl baseUrl) {
        int end = link == null ? -1 : link.indexOf('>');
        HttpUrl url = link != null && link.startsWith("<") && end > 0 ? baseUrl.resolve(link.substring(1, end)) : null;
        return url == null ? null : PageReader.text(url.pathSegments().get(url.pathSize() - 1));
    }
}
