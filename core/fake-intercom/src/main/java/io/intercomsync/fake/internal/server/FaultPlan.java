package io.intercomsync.fake.internal.server;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds the planned faults, oldest first, and the denied paths and scopes. */
public final class FaultPlan {

    private static final Map<String, String> SCOPES = Map.of(
            "contacts", "read_users_companies",
            "users", "read_users_companies",
            "companies", "read_users_companies",
            "segments", "read_users_companies",
            "conversations", "read_conversations",
            "events", "read_events",
            "tags", "read_tags",
            "admins", "read_admins",
            "teams", "read_admins");

    private final List<Plan> plans = new ArrayList<>();
    private final Map<String, Integer> denied = new ConcurrentHashMap<>();
    private final Map<String, Integer> deniedScopes = new ConcurrentHashMap<>();

    private static final class Plan {
        private final Predicate<Request> which;
        private final InjectedFault fault;
        private int times;

        Plan(Predicate<Request> which, InjectedFault fault, int times) {
            this.which = which;
            this.fault = fault;
            this.times = times;
        }
    }

    public synchronized void plan(Predicate<Request> which, InjectedFault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
        plans.add(new Plan(which, fault, times));
    }

    synchronized @Nullable InjectedFault next(Request request) {
        for (Iterator<Plan> each = plans.iterator(); each.hasNext(); ) {
            Plan plan = each.next();
            if (plan.which.test(request)) {
                if (plan.times != Integer.MAX_VALUE && --plan.times == 0) {
                    each.remove();
                }
                return plan.fault;
            }
        }
        return null;
    }

    public void deny(String pathPrefix, int status) {
        denied.put(pathPrefix, refusal(status));
    }

    public void denyScope(String scope, int status) {
        if (!SCOPES.containsValue(scope.replace("write_", "read_"))) {
            throw new IllegalArgumentException("no such scope: " + scope);
        }
        deniedScopes.put(scope, refusal(status));
    }

    private static int refusal(int status) {
        if (status != 401 && status != 403) {
            throw new IllegalArgumentException("a missing permission is answered with 401 or 403, not " + status);
        }
        return status;
    }

    public void allowScope(String scope) {
        deniedScopes.remove(scope);
    }

    public void allow(String pathPrefix) {
        denied.remove(pathPrefix);
    }

    public synchronized void clearFaults() {
        plans.clear();
        denied.clear();
        deniedScopes.clear();
    }

    /** Throws if the permission for that path is missing. */
    void check(ApiCall call) {
        String read = SCOPES.getOrDefault(call.segment(0), call.segment(0));
        boolean writes = !call.isGet() && !call.path().endsWith("/search");
        String scope = writes ? read.replace("read_", "write_") : read;
        refuse(deniedScopes.get(scope), scope);
        denied.forEach((prefix, status) -> refuse(call.path().startsWith(prefix) ? status : null, scope));
    }

    private static void refuse(@Nullable Integer status, String scope) {
        if (status != null) {
            throw status == 401
                    ? new ApiError(401, "token_unauthorized", "Not authorized to access resource")
                    : new ApiError(
                            403,
                            "forbidden",
                            "You do not have the required scope (" + scope + ") to access this resource");
        }
    }
}
