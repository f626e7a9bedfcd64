package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** K111: a workspace full of secrets in which everything fails. No log and no report shows one of them, or a forged line. */
class PlantedSecretsTest {
    private static final String PLANTED = "planted";
    private static final String EMAIL = "planted.person@secret.example";
    /** A message as Intercom might write it, with an address and with breaks that would look like a line of a log. */
    private static final String WORDS = "No " + EMAIL + "\n2026-01-01 ERROR forged\u2028forged\u0085forged\u202eforged";

    private static final Pattern FORGED = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029\\u202e][^\\n]{0,20}forged");

    private final List<String> told = new ArrayList<>();

    @Test
    void no_log_and_no_report_shows_a_secret_or_a_forged_line() {
        try (LoggedLines log = new LoggedLines();
                Copy copy = workspace()) {
            tell(copy::checkAccess);
            tell(copy::plan);
            tell(() -> copy.sync());
            copy.after(Duration.ofDays(2));
            changeEverything(copy);
            for (InjectedFault fault : faults()) {
                for (String path : List.of(
                        "/tags",
                        "/conversations/c",
                        "/companies/k",
                        "/contacts/u",
                        "/contacts/search",
                        "/data_attributes",
                        "/segments",
                        "/teams",
                        "/me")) {
                    copy.fake.fail(path, fault, path.equals("/me") ? 1 : 2);
                }
                tell(() -> copy.sync());
                tell(copy::checkAccess);
                tell(() -> copy.resync(USERS, List.of("u")));
                tell(() -> copy.resync(CONVERSATIONS, List.of("c")));
                copy.fake.clearFaults();
                copy.after(Duration.ofDays(2));
                changeEverything(copy);
            }
            spoilLists(copy);
            tell(() -> copy.sync());
            tell(() -> copy.sync(
                    changes -> {
                        throw new IllegalStateException(WORDS + PLANTED);
                    },
                    engine -> engine.collections(TAGS)));
            tell(() -> copy.sync(
                    changes -> {
                        throw new SinkException("It failed", new IllegalStateException(WORDS + PLANTED));
                    },
                    engine -> engine.collections(TAGS)));

            told.addAll(log.atLeast(Level.TRACE));
        }
        assertThat(told).hasSizeGreaterThan(100);
        assertThat(told).filteredOn(text -> text.contains(PLANTED)).isEmpty();
        assertThat(told).filteredOn(text -> FORGED.matcher(text).find()).isEmpty();
        assertThat(told).anyMatch(text -> text.contains("forged"));
    }

    private static Copy workspace() {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake
                .tag("t", PLANTED)
                .segment("s", Map.of("name", PLANTED))
                .admin("a", Map.of("name", PLANTED, "email", EMAIL))
                .team("m", Map.of("name", PLANTED))
                .company("k", Map.of("name", PLANTED, "company_id", EMAIL))
                .contact("u", Map.of("email", EMAIL, "external_id", EMAIL, "name", PLANTED, "companies", List.of("k")))
                .contact("l", Map.of("role", "lead", "email", EMAIL, "phone", PLANTED, "created_at", PLANTED))
                .dataAttribute("contact", PLANTED, "string")
                .conversation("c", Map.of("title", PLANTED, "created_at", PLANTED))
                .addPart("c", Map.of("body", PLANTED));
        return copy;
    }

    private static void changeEverything(Copy copy) {
        copy.fake.contact("u", Map.of("email", EMAIL, "external_id", EMAIL, "companies", List.of("k")));
        copy.fake.contact("left", Map.of("email", EMAIL, "companies", List.of("k")));
        copy.fake.conversation("c", Map.of("title", PLANTED)).addPart("c", Map.of("body", PLANTED));
    }

    private static List<InjectedFault> faults() {
        String json = "application/json";
        List<InjectedFault> faults = new ArrayList<>();
        for (int status : new int[] {400, 401, 402, 403, 404, 409, 410, 422, 500}) {
            faults.add(InjectedFault.status(status, "data_invalid", WORDS));
            faults.add(InjectedFault.status(status, EMAIL + "_not_found", WORDS));
        }
        faults.add(InjectedFault.status(401, "token_unauthorized", WORDS));
        faults.add(InjectedFault.status(200, "server_error", WORDS));
        faults.add(InjectedFault.answer(404, "text/html", "<html>" + PLANTED + "</html>"));
        faults.add(InjectedFault.answer(502, json, "{\"message\":\"" + EMAIL + "\"}"));
        faults.add(InjectedFault.answer(200, json, "{\"type\":\"list\",\"" + PLANTED + "\":\"" + PLANTED + "\""));
        faults.add(InjectedFault.answer(200, json, "{\"id\":\"other\",\"email\":\"" + EMAIL + "\"}"));
        faults.add(InjectedFault.answer(200, json, "{\"email\":\"" + EMAIL + "\"}"));
        faults.add(InjectedFault.headers(Map.of("Content-Encoding", EMAIL)));
        return faults;
    }

    /** Sends objects without an id, without a type that is theirs, and with breaks in their ids. */
    private static void spoilLists(Copy copy) {
        String items = "[{\"email\":\"" + EMAIL + "\",\"external_id\":\"" + EMAIL + "\",\"user_id\":\"" + EMAIL
                + "\"},\"" + EMAIL + "\",{\"id\":{\"" + PLANTED + "\":1}},{\"id\":\"i\\n2026 forged\",\"type\":\""
                + PLANTED + "\"}]";
        for (String path :
                List.of("/tags", "/segments", "/admins", "/teams", "/contacts/search", "/companies/scroll")) {
            copy.fake.fail(
                    path,
                    InjectedFault.answer(
                            200,
                            "application/json",
                            "{\"type\":\"list\",\"data\":" + items + ",\"scroll_param\":\"" + PLANTED
                                    + "\",\"pages\":{\"next\":null}}"),
                    1);
        }
    }

    private void tell(Callable<?> run) {
        try {
            Object result = run.call();
            told.add(String.valueOf(result));
            if (result instanceof SyncReport report) {
                tell(report);
            } else if (result instanceof AccessCheck check) {
                told.add(check.toTable() + check.toJson());
            } else if (result instanceof SyncPlan plan) {
                told.add(plan.toTable());
            }
        } catch (SyncFailedException e) {
            told.add(e.getMessage());
            tell(e.report());
        } catch (Exception e) {
            told.add(String.valueOf(e.getMessage()));
        }
    }

    private void tell(SyncReport report) {
        told.add(report.toTable() + report.toJson());
        report.collections().forEach(collection -> told.add(collection.toString()));
    }
}
