package io.intercomsync.internal.http;

import io.intercomsync.error.ApiException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Gives the remedy for an error, by Intercom's code, or by the status where there is no code. */
public final class ErrorAdvice {
    static final String HTML =
            "it is an HTML page, so it comes from a proxy, a firewall or a login page on the way, and not"
                    + " from Intercom";

    private static final Set<String> PERMISSION = Set.of("token_unauthorized", "forbidden", "action_forbidden");
    private static final Set<String> REQUEST = Set.of(
            "parameter_invalid",
            "parameter_not_found",
            "parameter_missing",
            "missing_parameter",
            "type_mismatch",
            "invalid_field",
            "invalid_sort_order",
            "data_invalid",
            "unprocessable_entity",
            "bad_request",
            "client_error",
            "unsupported");
    private static final Map<String, String> TITLES = Map.of(
            "read_users_companies", "Read and list users and companies",
            "write_users_companies", "Write users and companies",
            "read_conversations", "Read conversations",
            "read_tags", "Read tags",
            "read_tickets", "Read tickets",
            "read_admins", "Read admins");
    private static final Pattern SCOPE = Pattern.compile("\\bscopes?\\b\\W{1,4}([a-z]+(?:_[a-z]+)+)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bip\\b");
    private static final Pattern ADDRESS_IN_CODE = Pattern.compile("(?:^|_)ip(?:_|$)");
    /** The hosts that serve one region alone; {@code api.intercom.io} passes requests on. */
    private static final Pattern REGIONAL = Pattern.compile("api\\.[a-z]+\\.intercom\\.io");

    private static final String WHERE = "Developer Hub > your app > Configure > Authentication";

    private ErrorAdvice() {}

    /** Returns the remedy as sentences without a full stop at the end; empty if there is none. */
    static String on(Endpoint endpoint, int status, ErrorBody errorBody, HttpUrl baseUrl) {
        if (endpoint == Endpoint.ME && status == 404) {
            return baseUrl(baseUrl);
        }
        String code = errorBody.code();
        if (code == null) {
            return ErrorClassifier.mayPass(status)
                    ? overloaded(errorBody, baseUrl)
                    : foreign(status, errorBody, baseUrl);
        }
        if ((status == 401 || status == 403) && isAboutAddress(code, errorBody.message())) {
            return "The workspace takes requests only from the addresses on its IP allow-list: add the address of this"
                    + " machine to it, in the security settings of Intercom";
        }
        return byCode(status, code, errorBody.message(), baseUrl);
    }

    private static String byCode(int status, String code, @Nullable String message, HttpUrl baseUrl) {
        if (PERMISSION.contains(code)) {
            return permission(message);
        }
        if (REQUEST.contains(code)) {
            return "Intercom does not understand the request: see whether it still has the chosen API version";
        }
        return switch (code) {
            case "token_suspended" ->
                "The workspace is suspended or closed, and no token can read it: ask its owner to open it" + " again";
            case "token_blocked" -> "Intercom has blocked the access token: ask the owner of the app why";
            case "api_plan_restricted" ->
                "The plan of the workspace does not include this, and no permission can give it:" + " change the plan";
            case "payment_required" -> "Intercom waits for a payment: see to the billing of the workspace";
            case "intercom_version_invalid" -> "The chosen API version does not have this: choose another one";
            case "scroll_exists" -> "Another client has Intercom's one scroll open, until a minute after its last page";
            case "rate_limit_exceeded" -> "Other clients of the workspace may use up its rate limit";
            case "too_many_requests", "retry_after" -> "Intercom says that this endpoint is overloaded";
            case "conflict", "resource_conflict", "unique_user_constraint" ->
                "Something else was changing it at the same" + " time";
            default -> isAboutToken(status, code) ? token(baseUrl) : "";
        };
    }

    private static boolean isAboutToken(int status, String code) {
        return status == 401 || code.startsWith("token_") || code.equals("missing_authorization");
    }

    private static String token(HttpUrl baseUrl) {
        String remedy =
                "The access token is wrong, or is no longer valid: take the one that the app has now in Intercom's"
                        + " Developer Hub, under Configure > Authentication, or connect the workspace again if it was connected"
                        + " by OAuth";
        return REGIONAL.matcher(baseUrl.host()).matches()
                ? remedy + ". If it is right, the workspace is in another region than " + baseUrl.host()
                        + ": set the region of the client"
                : remedy;
    }

    private static String permission(@Nullable String message) {
        String scope = scope(message);
        if (scope == null) {
            return "The access token does not allow this";
        }
        String title = TITLES.get(scope);
        return "The access token lacks the scope " + scope + ": give the app the permission "
                + (title == null ? "that has it" : "\"" + title + "\"") + " (" + WHERE + ")";
    }

    private static @Nullable String scope(@Nullable String message) {
        Matcher scope = SCOPE.matcher(message == null ? "" : message);
        return scope.find() ? scope.group(1) : null;
    }

    private static boolean isAboutAddress(String code, @Nullable String message) {
        return ADDRESS_IN_CODE.matcher(code).find()
                || (message != null && ADDRESS.matcher(message).find());
    }

    /** Returns the remedy for an answer that does not come from Intercom. */
    private static String foreign(int status, ErrorBody errorBody, HttpUrl baseUrl) {
        return switch (errorBody.source()) {
            case HTML ->
                "This is " + HTML.substring("it is ".length()) + ": have it let requests to " + baseUrl.host()
                        + " through";
            case OTHER ->
                (status == 401 ? token(baseUrl) + ". " : "")
                        + "The answer does not have the form of Intercom's: if there is a proxy or a firewall on the way, have it"
                        + " let requests to " + baseUrl.host() + " through";
            case INTERCOM, UNKNOWN -> status == 401 ? token(baseUrl) : "";
        };
    }

    /** Returns the remedy for an error that may pass and does not come from Intercom's API. */
    private static String overloaded(ErrorBody errorBody, HttpUrl baseUrl) {
        return errorBody.source() == ErrorBody.Source.HTML
                ? "The answer is an HTML page: if there is a proxy or a firewall on the way to " + baseUrl.host()
                        + ", see whether it fails"
                : "";
    }

    /** Returns the remedy for a 404 of an endpoint that Intercom always has. */
    private static String baseUrl(HttpUrl baseUrl) {
        String path = baseUrl.encodedPath();
        return "Intercom always has this, so check the base URL: it is " + baseUrl.scheme() + "://" + baseUrl.host()
                + (baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme()) ? "" : ":" + baseUrl.port()) + path
                + (path.equals("/") ? "" : ", and Intercom's has no path");
    }

    /** Returns the reason why a body with this {@code Content-Encoding} cannot be read. */
    static String encoding(String encoding) {
        return encoding.equalsIgnoreCase("gzip")
                ? "its Content-Encoding says gzip, but it is not, or it is cut off: something on the way, a proxy perhaps,"
                        + " changes answers"
                : "its Content-Encoding says " + encoding + ", which was not asked for: something on the way, a proxy"
                        + " perhaps, changes answers";
    }

    /** Returns whether a permission is missing that Intercom does not name. */
    public static boolean lacksUnnamedPermission(ApiException refusal) {
        return lacksPermission(refusal) && scope(refusal.getMessage()) == null;
    }

    /**
     * Returns the missing permission as the Developer Hub names it; {@code null} if the refusal has another reason.
     *
     * @param usual the permission to return if Intercom names none that is known
     */
    public static @Nullable String missingPermission(ApiException refusal, String usual) {
        if (!lacksPermission(refusal)) {
            return null;
        }
        String scope = scope(refusal.getMessage());
        return scope == null ? usual : TITLES.getOrDefault(scope, usual);
    }

    private static boolean lacksPermission(ApiException refusal) {
        return PERMISSION.contains(String.valueOf(refusal.code()))
                && refusal.getMessage() != null
                && !ADDRESS.matcher(refusal.getMessage()).find();
    }
}
