package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** K109: each time that a checkpoint holds may come from a wrong clock. */
class StoredTimesTest {
    private static final List<String> MEMBERS =
            List.of("planned_at", "asked_at", "swept_at", "since", "known_as_of", "complete_until");
    private static final List<String> TIMES =
            List.of("9999-12-31T23:59:59Z", "2031-01-01T00:00:00Z", "1969-12-31T00:00:00Z");

    static Stream<Arguments> cases() {
        return MEMBERS.stream().flatMap(member -> TIMES.stream().map(time -> Arguments.of(member, time)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("cases")
    void K109_whatever_time_a_checkpoint_holds_changes_and_deletions_arrive(String member, String time) {
        try (Copy copy = new Copy(workspace -> workspace);
                LoggedLines lines = new LoggedLines()) {
            copy.fake.contact("u").company("c").joinCompany("u", "c");
            copy.fake.conversation("stays", Map.of("contacts", List.of()));
            copy.fake.conversation("goes", Map.of("contacts", List.of()));
            copy.sync();
            copy.after(Duration.ofDays(2));
            copy.sync(); // a pass over changes, which has all members
            copy.fake.contact("u", Map.of("name", "Ada")).company("c", Map.of("name", "Acme"));
            copy.fake.conversation("stays", Map.of("contacts", List.of(), "title", "Hi"));
            copy.fake.delete(ObjectType.CONVERSATIONS, "goes");
            copy.after(Duration.ofHours(20));
            int changed = change(copy, member, time);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("Ada");
            assertThat(copy.sink.rows(COMPANIES).get(List.of("c")).value("name"))
                    .isEqualTo("Acme");
            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("stays"));
            copy.isCurrent();
            boolean isFuture = time.compareTo("2027") > 0;
            assertThat(lines.atLeast(Level.WARN).stream().anyMatch(line -> line.contains("a time in the future")))
                    .isEqualTo(changed > 0 && isFuture);
        }
    }

    /** Replaces the time in all checkpoints. Returns in how many. */
    private static int change(Copy copy, String member, String time) {
        int changed = 0;
        for (String feed : List.of("contacts", "companies", "conversations", "tags", "segments", "admins")) {
            for (String name : List.of(feed, feed + ".pending", feed + ".sweep")) {
                Checkpoint held =
                        copy.sink.checkpoint(copy.fake.workspaceId(), name).orElse(null);
                if (held == null) {
                    continue;
                }
                Matcher matcher =
                        Pattern.compile("(\"" + member + "\":\")[^\"]*\"").matcher(held.state());
                String state = matcher.replaceAll("$1" + time + "\"");
                changed += state.equals(held.state()) ? 0 : 1;
                copy.sink.write(
                        new Changes(List.of(), List.of(), new Checkpoint(held.workspace(), held.feed(), state)));
            }
        }
        return changed;
    }
}
