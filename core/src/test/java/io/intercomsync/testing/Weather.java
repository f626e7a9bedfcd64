package io.intercomsync.testing;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All faults that a fake can be told to have, at random times but each time and again, and which of them have struck.
 * Left out is only what would be a lie: that an object which is there is not, which nobody could tell from the truth.
 */
public final class Weather {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String SCROLL = "/companies/scroll";
    private static final Pattern PAGE_SIZE = Pattern.compile("per_page\\D+(\\d+)");
    private static final List<String> PLACES =
            List.of("/contacts", "/companies", "/conversations", "/segments", "/tags", "/admins", "/teams", "/me");

    private final FakeIntercom fake;
    private final Random random;
    private final Set<String> planned = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Map<String, Integer> untilNext = new HashMap<>();
    private int scrolls;
    private int largestPage;
    private String denied = "";

    public Weather(FakeIntercom fake, long seed) {
        this.fake = fake;
        this.random = new Random(seed);
    }

    /** Faults that pass, as any run must get over by itself. */
    public void rough(int gap) {
        Map<String, InjectedFault> faults = new LinkedHashMap<>();
        faults.put("reset", InjectedFault.reset());
        faults.put("cut off", InjectedFault.cutBody());
        faults.put("half of the JSON", InjectedFault.malformedJson());
        faults.put("empty", InjectedFault.emptyBody());
        faults.put("a page of HTML", InjectedFault.html(200));
        faults.put("a proxy's 502", InjectedFault.html(502));
        faults.put("other JSON", InjectedFault.answer(200, JSON, "{}"));
        faults.put("no object", InjectedFault.answer(200, JSON, "[]"));
        faults.put("late", InjectedFault.delay(Duration.ofMillis(20)));
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            faults.put("status " + status, InjectedFault.status(status));
        }
        faults.forEach((name, fault) -> plan(name, gap, any -> true, fault, Integer.MAX_VALUE));
        plan(
                "dead scroll",
                1,
                request -> request.query().containsKey("scroll_param"),
                InjectedFault.status(404, "not_found", "scroll parameter not found"),
                1);
        holdScroll();
        bePickyAboutPages();
    }

    /** Faults that end the read of a feed, beside those that pass. */
    public void stormy(int gap) {
        rough(gap);
        for (int status : new int[] {400, 401, 403, 409}) {
            plan("grave status " + status, 3 * gap, any -> true, InjectedFault.status(status), Integer.MAX_VALUE);
        }
        plan("lost list", gap, Weather::isList, InjectedFault.status(404), Integer.MAX_VALUE);
        denied = PLACES.get(random.nextInt(PLACES.size()));
        fake.deny(denied, random.nextBoolean() ? 401 : 403);
        planned.add("no permission");
        String down = PLACES.get(random.nextInt(PLACES.size()));
        plan("down", 1, request -> request.path().startsWith(down), InjectedFault.status(503), Integer.MAX_VALUE);
    }

    private static boolean isList(Request request) {
        return request.path().indexOf('/', 1) < 0 || request.path().endsWith("/search");
    }

    /** Strikes at least once in twice as many requests of the kind as the gap is. */
    private void plan(String name, int gap, Predicate<Request> which, InjectedFault fault, int times) {
        planned.add(name);
        untilNext.putIfAbsent(name, 1 + random.nextInt(2 * gap));
        fake.fail(request -> which.test(request) && isDue(name, gap), fault, times);
    }

    private synchronized boolean isDue(String name, int gap) {
        int left = untilNext.merge(name, -1, Integer::sum);
        if (left > 0) {
            return false;
        }
        untilNext.put(name, 1 + random.nextInt(2 * gap));
        seen.add(name);
        return true;
    }

    private void holdScroll() {
        planned.add("scroll of another");
        scrolls = 0;
        fake.holdScroll();
    }

    private void bePickyAboutPages() {
        planned.add("page too large");
        largestPage = 10 + random.nextInt(100);
        fake.largestPage(largestPage);
    }

    /** To be told of each request: some weather ends by itself, and some is seen only here. */
    public synchronized void pass(Request request) {
        if (request.path().equals(SCROLL) && request.query().isEmpty() && ++scrolls == 2) {
            seen.add("scroll of another");
            fake.releaseScroll();
        }
        Matcher size = PAGE_SIZE.matcher(request.query().isEmpty() ? request.body() : "" + request.query());
        if (size.find() && Integer.parseInt(size.group(1)) > largestPage) {
            seen.add("page too large");
        }
        if (!denied.isEmpty() && request.path().startsWith(denied)) {
            seen.add("no permission");
        }
    }

    /** The end of all of it. */
    public void clear() {
        fake.clearFaults().releaseScroll().largestPage(150);
        denied = "";
    }

    /** What was planned and has never struck. */
    public synchronized List<String> unseen() {
        List<String> unseen = new ArrayList<>(planned);
        unseen.removeAll(seen);
        return unseen;
    }
}
