package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.api.WorkspaceAnswer;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.http.ErrorAdvice;
import io.intercomsync.internal.pace.RateHeaders;
import io.intercomsync.internal.resource.AccessProbe;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.AccessCheck.Access;
import io.intercomsync.report.AccessCheck.Allowance;
import io.intercomsync.report.AccessCheck.CollectionAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Checks which collections a token may read: makes the probes of all resources side by side. Reads no objects and stores nothing.
 */
public final class AccessChecker {
    /** The longest time for all requests. A request that has no answer by then leaves its collections unknown. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Connection connection;
    private final String host;
    private final @Nullable String regionOfHost;
    private final Calls calls;

    /** @param regionOfHost the region that the host serves; {@code null} if it is no host of Intercom's */
    public AccessChecker(Connection connection, String host, @Nullable String regionOfHost) {
        this.connection = connection;
        this.host = host;
        this.regionOfHost = regionOfHost;
        this.calls = connection.calls(new Budget(null, LONGEST, connection.clock()));
    }

    /** The result of one probe, with the reason if it failed. */
    private record Probed(ApiResource resource, AccessProbe probe, Access access, String permission, String reason) {}

    /**
     * Asks for the workspace, then makes all probes.
     *
     * @throws IntercomSyncException if Intercom does not accept the token, or cannot be reached
     */
    public AccessCheck check() {
        WorkspaceAnswer first = workspace();
        List<Probed> probed = probeAll();
        return new AccessCheck(
                first.me().workspace(),
                first.me().workspaceName(),
                first.me().region(),
                host,
                first.me().timezone(),
                connection.version().name(),
                first.version(),
                allowance(first.rate()),
                calls.requests(),
                ApiResources.of(connection.version()).stream()
                        .flatMap(resource -> resource.collections().stream())
                        .sorted()
                        .map(collection -> access(collection, probed))
                        .toList(),
                remarks(first, probed));
    }

    private WorkspaceAnswer workspace() {
        try {
            return calls.workspace();
        } catch (BudgetReachedException e) {
            if (e.getCause() instanceof IntercomSyncException fault) {
                throw fault;
            }
            throw new TransportException(noAnswer(), e);
        } finally {
            connection.releaseAnswers(); // the thread is the application's, and lives on
        }
    }

    private static @Nullable Allowance allowance(RateHeaders rate) {
        Integer limit = rate.limit();
        Integer left = rate.remaining();
        return limit == null || left == null ? null : new Allowance(limit, left);
    }

    private List<Probed> probeAll() {
        List<Callable<Probed>> tasks = new ArrayList<>();
        for (ApiResource resource : ApiResources.of(connection.version())) {
            resource.probes().forEach(probe -> tasks.add(() -> probe(resource, probe)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size(), AccessChecker::daemon);
        try {
            List<Probed> results = new ArrayList<>();
            for (Future<Probed> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("Interrupted during the check of the access", e);
        } catch (ExecutionException e) {
            throw ForeignCode.unchecked(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "intercom-sync-check");
        thread.setDaemon(true);
        return thread;
    }

    private Probed probe(ApiResource resource, AccessProbe probe) {
        try {
            probe.request().accept(calls);
            return new Probed(resource, probe, Access.READABLE, probe.permission(), "");
        } catch (ApiException e) {
            if (e.isUnauthorized()) {
                throw e;
            }
            return refused(resource, probe, e);
        } catch (TransportException e) {
            return new Probed(resource, probe, Access.UNKNOWN, probe.permission(), resource.explain(e));
        } catch (BudgetReachedException e) {
            Throwable fault = e.getCause();
            String reason = fault == null ? noAnswer() : resource.explain(fault);
            return new Probed(resource, probe, Access.UNKNOWN, probe.permission(), reason);
        } finally {
            connection.releaseAnswers();
        }
    }

    private static Probed refused(ApiResource resource, AccessProbe probe, ApiException refusal) {
        String missing = ErrorAdvice.missingPermission(refusal, probe.permission());
        Access other = refusal.isForbidden() ? Access.RESTRICTED : Access.UNKNOWN;
        return new Probed(
                resource,
                probe,
                missing == null ? other : Access.MISSING_PERMISSION,
                missing == null ? probe.permission() : missing,
                resource.explain(refusal));
    }

    private String noAnswer() {
        return "There was no answer from " + host + " within " + Amounts.of(LONGEST);
    }

    /** Returns the access to a collection: the worst result of the required probes of its resource. */
    private static CollectionAccess access(IntercomCollection collection, List<Probed> probed) {
        Probed worst = probed.stream()
                .filter(result -> result.resource().collections().contains(collection))
                .filter(result -> result.probe().benefit() == null)
                .max(Comparator.comparing(Probed::access))
                .orElseThrow(() -> new IllegalStateException("No probe for " + collection.tableName()));
        boolean isReadable = worst.access() == Access.READABLE;
        return new CollectionAccess(collection, worst.access(), worst.permission(), isReadable ? null : worst.reason());
    }

    private List<String> remarks(WorkspaceAnswer first, List<Probed> probed) {
        List<String> remarks = new ArrayList<>();
        String region = first.me().region();
        if (region != null && regionOfHost != null && !region.equalsIgnoreCase(regionOfHost)) {
            remarks.add("Intercom hosts the workspace in the region " + region + ", but the requests go to " + host
                    + " (" + regionOfHost + "): set the region of the client to " + region);
        }
        String asked = connection.version().name();
        if (first.version() != null && !first.version().equals(asked)) {
            remarks.add("The client asks for API version " + asked + ", but Intercom answered in version "
                    + first.version());
        }
        probed.forEach(result -> remark(result, probed, remarks));
        return remarks;
    }

    /** Remarks on an optional permission, unless the collection cannot be read anyway. */
    private static void remark(Probed result, List<Probed> probed, List<String> remarks) {
        String benefit = result.probe().benefit();
        IntercomCollection collection = result.resource().collections().get(0);
        boolean isRemarkable = benefit != null
                && result.access() != Access.READABLE
                && access(collection, probed).access() == Access.READABLE;
        if (isRemarkable) {
            remarks.add(collection.tableName() + ": "
                    + (result.access() == Access.MISSING_PERMISSION
                            ? "the optional permission \"" + result.permission()
                                    + "\" is missing. With it, the library " + benefit
                            : "the permission \"" + result.permission()
                                    + "\", which is optional, could not be checked: " + result.reason()));
        }
    }
}
