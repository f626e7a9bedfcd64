package io.intercomsync.fake;

import io.intercomsync.fake.internal.json.FakeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A simple client of the fake, which knows only HTTP and JSON. */
public final class TestClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeIntercom intercom;
    private final String version;

    public TestClient(FakeIntercom intercom) {
        this(intercom, "2.16");
    }

    public TestClient(FakeIntercom intercom, String version) {
        this.intercom = intercom;
        this.version = version;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "", intercom.token());
    }

    public HttpResponse<String> post(String path, Object body) {
        return send("POST", path, FakeJson.write(body), intercom.token());
    }

    public HttpResponse<String> send(String method, String path, String body, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Intercom-Version", version)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the JSON object of a path, which must answer 200. */
    public Map<String, Object> json(String path) {
        return object(get(path));
    }

    /** Returns the answer to a search, which must be 200. */
    public Map<String, Object> search(String path, Object body) {
        return object(post(path, body));
    }

    public static Map<String, Object> object(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response + ": " + response.body());
        }
        return FakeJson.asObject(FakeJson.read(response.body()));
    }

    /** Returns the code of the first error of an answer. */
    public static String code(HttpResponse<String> response) {
        return String.valueOf(at(FakeJson.read(response.body()), "errors", 0, "code"));
    }

    public static Object at(Object json, Object... path) {
        Object value = json;
        for (Object step : path) {
            value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    public static List<String> ids(Object list) {
        List<String> ids = new ArrayList<>();
        ((List<?>) list).forEach(item -> ids.add(String.valueOf(at(item, "id"))));
        return ids;
    }

    /** Returns the objects of all pages of a search. */
    public List<Object> searchAll(String path, String key, Object query, Object sort, int perPage) {
        List<Object> all = new ArrayList<>();
        Object cursor = null;
        do {
            Map<String, Object> pagination = FakeJson.object("per_page", perPage, "starting_after", cursor);
            Map<String, Object> page =
                    search(path, FakeJson.object("query", query, "sort", sort, "pagination", pagination));
            all.addAll((List<?>) page.get(key));
            Object next = at(page, "pages", "next");
            cursor = next == null ? null : at(next, "starting_after");
        } while (cursor != null);
        return all;
    }

    /** Returns the objects of all pages of a list with cursors. */
    public List<Object> listAll(String path, String key, int perPage) {
        List<Object> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Map<String, Object> page = json(path + "?per_page=" + perPage + cursor);
            all.addAll((List<?>) page.get(key));
            Object next = at(page, "pages", "next");
            cursor = next == null ? null : "&starting_after=" + at(next, "starting_after");
        }
        return all;
    }

    public static Map<String, Object> filter(String field, String operator, Object value) {
        return FakeJson.object("field", field, "operator", operator, "value", value);
    }
}
