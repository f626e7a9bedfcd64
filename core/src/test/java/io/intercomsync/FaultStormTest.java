package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.Fault;
import io.intercomsync.fake.Resource;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once: runs under every fault there is, while the workspace changes under them. Whatever came of them, one
 * run after the weather has cleared makes the copy whole. {@code -Dintercomsync.storms=100} for more than two.
 */
class FaultStormTest {
    private static final int RUNS = 4;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("intercomsync.storms", 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_run_after_the_storm_makes_the_copy_whole(long seed) {
        Random random = new Random(seed);
        try (Copy copy = new Copy(workspace -> workspace.contacts(150).companies(230))) {
            Edits edits = new Edits(copy.fake, seed);
            for (int run = 0; run < RUNS; run++) {
                breakLoose(copy.fake, random);
                copy.fake.beforeEach(request -> edits.maybe());
                runAndSurvive(copy);
                copy.fake.heal().largestPage(150).beforeEach(request -> {});
                copy.after(Duration.ofMinutes(random.nextInt(600)));
            }
            copy.after(Duration.ofDays(1));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    private static void runAndSurvive(Copy copy) {
        try {
            copy.sync();
        } catch (SyncFailedException e) {
            assertThat(e.report().status()).isEqualTo(Status.FAILED);
        }
    }

    private static void breakLoose(FakeIntercom fake, Random random) {
        List<Fault> faults = new ArrayList<>(List.of(
                Fault.reset(),
                Fault.cutBody(),
                Fault.malformedJson(),
                Fault.emptyBody(),
                Fault.html(200),
                Fault.html(502),
                Fault.delay(Duration.ofMillis(20))));
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            faults.add(Fault.status(status));
        }
        Random dice = new Random(random.nextLong());
        int oneOf = 40 + random.nextInt(300);
        for (Fault fault : faults) {
            fake.fail(request -> dice.nextInt(oneOf) == 0, fault, Integer.MAX_VALUE);
        }
        fake.fail(
                request -> request.query().containsKey("scroll_param") && dice.nextInt(5) == 0,
                Fault.status(404, "not_found", "scroll parameter not found"),
                2);
        int down = random.nextInt(60);
        fake.fail(
                request -> Math.floorMod(request.path().hashCode(), 60) == down, Fault.status(503), Integer.MAX_VALUE);
        if (random.nextBoolean()) {
            fake.largestPage(10 + random.nextInt(100));
        }
    }

    /** What the workspace's people do meanwhile. Thread-safe, since requests come side by side. */
    private static final class Edits {
        private final FakeIntercom fake;
        private final Random random;
        private final List<String> contacts;
        private final List<String> companies;
        private final List<String> conversations = new ArrayList<>();
        private int made;

        Edits(FakeIntercom fake, long seed) {
            this.fake = fake;
            this.random = new Random(seed);
            this.contacts = ids(fake.truth().contacts().toList());
            this.companies = ids(fake.truth().companies().toList());
            // A company that its last person left is in no list, and stays
            companies.forEach(id -> fake.company(id, Map.of("user_count", 3)));
            fake.tag("vip", "VIP");
            IntStream.range(0, 100).forEach(i -> converse("conversation " + i));
        }

        private static List<String> ids(List<Map<String, Object>> objects) {
            return new ArrayList<>(objects.stream()
                    .map(object -> String.valueOf(object.get("id")))
                    .toList());
        }

        synchronized void maybe() {
            if (random.nextInt(4) == 0) {
                made++;
                edit(random.nextInt(12));
            }
        }

        private void edit(int what) {
            switch (what) {
                case 0, 1 -> fake.contact(any(contacts), Map.of("name", "name " + made));
                case 2, 3 -> fake.addPart(any(conversations), Map.of("body", "body " + made));
                case 4 -> fake.tag("t" + random.nextInt(5), "tag " + made);
                case 5 -> tag(any(contacts));
                case 6 -> join(any(contacts), any(companies));
                case 7 -> fake.conversation(any(conversations), Map.of("open", random.nextBoolean()));
                case 8 -> fake.company(any(companies), Map.of("name", "company " + made));
                case 9 -> come();
                default -> go();
            }
        }

        /** With a new version: lists of more than ten are not asked for anew without one. */
        private void tag(String contact) {
            fake.tagContact(contact, "vip").contact(contact, Map.of("name", "tagged " + made));
        }

        private void join(String contact, String company) {
            fake.joinCompany(contact, company).contact(contact, Map.of("name", "joined " + made));
        }

        private void come() {
            contacts.add("contact " + made);
            fake.contact("contact " + made, Map.of("role", random.nextBoolean() ? "lead" : "user"));
            converse("new conversation " + made);
        }

        /** Without people, whose companies would be told in the conversation, and change without it. */
        private void converse(String id) {
            conversations.add(id);
            fake.conversation(id, Map.of("contacts", List.of()));
            fake.addPart(id, Map.of("body", "hello"));
        }

        private void go() {
            switch (random.nextInt(8)) {
                case 0 -> fake.delete(Resource.CONTACTS, taken(contacts));
                case 1 -> fake.delete(Resource.CONVERSATIONS, taken(conversations));
                case 2 -> fake.delete(Resource.COMPANIES, taken(companies));
                case 3 -> fake.merge(taken(contacts), any(contacts));
                default -> tag(any(contacts));
            }
        }

        private String any(List<String> ids) {
            return ids.get(random.nextInt(ids.size()));
        }

        private String taken(List<String> ids) {
            return ids.remove(random.nextInt(ids.size()));
        }
    }
}
