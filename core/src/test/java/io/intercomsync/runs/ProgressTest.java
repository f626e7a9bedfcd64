package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.report.Progress;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a listener hears. */
class ProgressTest {
    private final List<Progress> heard = new CopyOnWriteArrayList<>();

    @Test
    void K55_each_page_of_a_scroll_is_told() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(2_000).companies(520))) {
            sync(copy, "companies", COMPANIES);

            long companies = copy.sink.rows(COMPANIES).size();
            assertThat(heard).extracting(Progress::done).contains(100L, 200L, 300L, companies);
            assertThat(last().done()).isEqualTo(companies);
            assertThat(last().expected()).isEqualTo(companies);
        }
    }

    @Test
    void K55_each_page_of_the_members_of_a_segment_is_told() {
        try (Copy copy = people(400)) {
            copy.fake.segment("s", Map.of("name", "all"));
            ids(400).forEach(id -> copy.fake.enterSegment(id, "s"));

            sync(copy, "contacts", USERS);

            assertThat(heard).filteredOn(progress -> progress.done() == 0).hasSizeGreaterThanOrEqualTo(3);
            assertThat(last().done()).isEqualTo(400);
        }
    }

    @Test
    void K55_each_object_that_a_sweep_asks_for_is_told() {
        try (Copy copy = people(60)) {
            copy.sync();
            copy.after(Duration.ofDays(2));
            ids(40).forEach(id -> copy.fake.delete(ObjectType.CONTACTS, id));

            sync(copy, "contacts", IntercomCollection.values());

            assertThat(copy.sink.rows(USERS)).hasSize(20);
            assertThat(heard).hasSizeGreaterThan(40);
        }
    }

    @Test
    void a_sweep_after_changes_is_told_from_its_own_beginning() {
        try (Copy copy = people(400)) {
            copy.after(Duration.ofDays(2));
            copy.sync();
            copy.after(Duration.ofDays(2));
            ids(10).forEach(id -> copy.fake.contact(id, Map.of("name", "changed")));

            sync(copy, "contacts", IntercomCollection.values());

            assertThat(heard)
                    .filteredOn(progress -> progress.expected() != null)
                    .allSatisfy(progress -> assertThat(progress.done()).isLessThanOrEqualTo(progress.expected()));
            assertThat(heard).anySatisfy(progress -> {
                assertThat(progress.done()).isEqualTo(10);
                assertThat(progress.expected()).isEqualTo(10);
            });
            assertThat(last().done()).isEqualTo(400);
            assertThat(last().expected()).isEqualTo(400);
        }
    }

    @Test
    void a_read_that_goes_on_is_told_from_where_it_broke_off() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(900))) {
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(3, "contacts", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);
            long stored = copy.sink.liveRows("any", USERS) + copy.sink.liveRows("any", CONTACTS);
            copy.after(Duration.ofHours(3));
            copy.fake.contact("new");

            sync(copy, "contacts", IntercomCollection.values());

            assertThat(stored).isPositive();
            List<Progress> rest = heard.stream()
                    .filter(progress -> progress.expected() != null && progress.expected() > 800)
                    .toList();
            assertThat(rest).allSatisfy(progress -> assertThat(progress.done()).isGreaterThanOrEqualTo(stored));
            assertThat(rest.get(rest.size() - 1).done()).isGreaterThanOrEqualTo(900);
            assertThat(last().done()).isEqualTo(last().expected());
        }
    }

    /** Notes what is told of one feed. */
    private void sync(Copy copy, String feed, IntercomCollection... collections) {
        copy.sync(engine -> engine.collections(collections).listener(progress -> {
            if (progress.feed().equals(feed)) {
                heard.add(progress);
            }
        }));
    }

    private Progress last() {
        return heard.get(heard.size() - 1);
    }

    private static Copy people(int count) {
        Copy copy = new Copy(workspace -> workspace);
        ids(count).forEach(copy.fake::contact);
        return copy;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
    }
}
