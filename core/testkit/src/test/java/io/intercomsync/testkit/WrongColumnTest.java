package io.intercomsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract reports a wrong column once, in one line, and does not print whole rows in each test. */
class WrongColumnTest {

    @Test
    void one_wrong_column_fails_few_tests_and_is_named_by_each() {
        List<String> messages = failuresOf(WrongPhone.class);

        assertThat(messages)
                .hasSizeBetween(1, 2)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("users: 1 column differs from what was written\n  phone in ")
                        .contains("found \"wrong\"")
                        .hasLineCount(2)
                        .hasSizeLessThan(400));
    }

    @Test
    void each_column_has_a_line_of_its_own() {
        List<String> messages = failuresOf(WrongTimesAndTexts.class);

        assertThat(messages)
                .hasSizeBetween(1, 4)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("conversations: 2 columns differ from what was written\n")
                        .containsPattern("\n  title in \\d+ of 60 rows; in row \\[id\\d+\\] written ")
                        .containsPattern("\n  snoozed_until in \\d+ of 60 rows; in row \\[id\\d+\\] written ")
                        .hasLineCount(3));
    }

    @Test
    void a_long_text_is_shown_where_it_differs() {
        String text = "x".repeat(1_000_000);
        Row row = SinkTests.with(
                new Records(1).row(IntercomCollection.CONVERSATION_PARTS, "1", SinkTests.T1), "body", text + "a\n");
        Differences differences = new Differences("conversation_parts");

        differences.compare(row, SinkTests.with(row, "body", text + "b"), List.of("body"));

        assertThat(catchThrowable(differences::fail))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("written \"...xxxxxxxxxxxxxxxxxxxxa\\u000a\" (1000002 characters), found \"...")
                .message()
                .hasSizeLessThan(300);
    }

    private static List<String> failuresOf(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsFoundCount()).isGreaterThan(90);
        return listener.getSummary().getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .toList();
    }

    /** Surefire runs no nested classes by themselves. */
    abstract static class Wrong extends SinkContract {
        private final InMemorySink sink = new InMemorySink();

        @Override
        protected Sink open() {
            return sink;
        }

        @Override
        protected List<Row> stored(IntercomCollection collection) {
            return sink.rows(collection).values().stream().map(this::spoilt).toList();
        }

        abstract Row spoilt(Row row);
    }

    static class WrongPhone extends Wrong {
        @Override
        Row spoilt(Row row) {
            return row.collection() == IntercomCollection.USERS
                            && row.columns().size()
                                    == row.collection().columns().size()
                    ? with(row, "phone", "wrong")
                    : row;
        }
    }

    static class WrongTimesAndTexts extends Wrong {
        @Override
        Row spoilt(Row row) {
            return row.collection() == IntercomCollection.CONVERSATIONS
                    ? with(with(row, "snoozed_until", T2), "title", null)
                    : row;
        }
    }
}
