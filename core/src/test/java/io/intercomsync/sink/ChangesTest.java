package io.intercomsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.RandomRecords;
import io.intercomsync.collection.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final int MOST = 4;

    @Test
    void random_changes_come_back_from_their_json_without_loss() {
        for (long seed = 0; seed < 1_000; seed++) {
            Changes changes = new Maker(seed).changes();

            Changes again = Changes.fromJson(changes.toJson());

            assertThat(again).as("seed %s", seed).isEqualTo(changes);
            assertThat(again.toJson().length())
                    .as("seed %s", seed)
                    .isEqualTo(changes.toJson().length());
        }
    }

    @Test
    void a_value_nested_as_deep_as_an_answer_may_be_comes_back() {
        String deep = "[".repeat(197) + "]".repeat(197);
        Row row = Row.of(IntercomCollection.TAGS, Map.of("id", "1", "extra", "{\"a\":" + deep + "}"));
        Changes changes = new Changes(
                List.of(),
                List.of(new Batch(IntercomCollection.TAGS, row.columns(), List.of(row))),
                checkpoint("tags"));

        assertThat(Changes.fromJson(changes.toJson())).isEqualTo(changes);
    }

    @Test
    void the_last_checkpoint_is_that_of_the_feed() {
        Changes changes =
                new Changes(List.of(), List.of(), List.of(), List.of(checkpoint("tags.pending"), checkpoint("tags")));

        assertThat(changes.feed()).isEqualTo("tags");
        assertThat(changes.checkpoint()).isEqualTo(checkpoint("tags"));
    }

    @Test
    void refuses_changes_without_a_checkpoint_or_of_two_workspaces() {
        List<Checkpoint> two = List.of(checkpoint("tags"), new Checkpoint("other", "tags", "{}"));

        for (List<Checkpoint> bad : List.of(List.<Checkpoint>of(), two)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Changes(List.of(), List.of(), List.of(), bad));
        }
    }

    @Test
    void refuses_text_that_is_no_changes_and_repeats_none_of_it() {
        String good = new Changes(List.of(), List.of(), checkpoint("tags")).toJson();

        for (String bad : List.of(
                "",
                "[]",
                "{}",
                "{\"anna\":1}",
                good.replace("\"format\":1", "\"format\":2"),
                good.replace("\"removals\":[]", "\"removals\":[{\"collection\":\"none\"}]"),
                good.replace("\"removals\":[]", "\"removals\":7"),
                good.replace("\"state\":\"{}\"", "\"state\":1"))) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> Changes.fromJson(bad))
                    .withMessageNotContaining("anna");
        }
    }

    private static Checkpoint checkpoint(String feed) {
        return new Checkpoint("w", feed, "{}");
    }

    /** Makes changes; the same ones for the same seed. */
    private static final class Maker {
        private final Random random;
        private final RandomRecords records;

        Maker(long seed) {
            random = new Random(seed);
            records = new RandomRecords(seed);
        }

        Changes changes() {
            return new Changes(
                    IntStream.range(0, random.nextInt(MOST))
                            .mapToObj(i -> removal())
                            .toList(),
                    Arrays.stream(IntercomCollection.values())
                            .filter(collection -> random.nextInt(3) == 0)
                            .map(this::batch)
                            .toList(),
                    IntStream.range(0, random.nextInt(MOST))
                            .mapToObj(i -> attribute())
                            .toList(),
                    IntStream.range(0, 1 + random.nextInt(MOST))
                            .mapToObj(i -> new Checkpoint("w", text(), text()))
                            .toList());
        }

        private Removal removal() {
            IntercomCollection collection = collection();
            Removal.Reason reason = one(Removal.Reason.values());
            return switch (random.nextInt(3)) {
                case 0 -> new Removal.ByKey(collection, key(), reason, time(), random.nextBoolean() ? text() : null);
                case 1 -> new Removal.ChildrenOf(IntercomCollection.CONVERSATION_PARTS, text(), reason, time());
                default -> new Removal.AllBut(collection, Set.of(key()), reason, time());
            };
        }

        private Batch batch(IntercomCollection collection) {
            List<Column> all = collection.columns();
            Set<String> kept = all.stream()
                    .map(Column::name)
                    .filter(name ->
                            random.nextInt(4) > 0 || collection.keyColumns().contains(name))
                    .collect(Collectors.toSet());
            List<Column> columns =
                    all.stream().filter(column -> kept.contains(column.name())).toList();
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(MOST); i > 0; i--) {
                rows.add(collection.row(records.next(collection)).only(columns));
            }
            return new Batch(collection, columns, rows);
        }

        private AttributeDefinition attribute() {
            return new AttributeDefinition(
                    collection(),
                    text(),
                    random.nextBoolean() ? text() : null,
                    random.nextBoolean() ? "integer" : null,
                    random.nextBoolean());
        }

        private IntercomCollection collection() {
            return one(IntercomCollection.values());
        }

        private <T> T one(T[] some) {
            return List.of(some).get(random.nextInt(some.length));
        }

        private List<String> key() {
            return random.nextBoolean() ? List.of(text()) : List.of(text(), text());
        }

        private Instant time() {
            return Instant.ofEpochSecond(random.nextInt() * 30L, random.nextInt(1_000_000_000));
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            return text.toString();
        }
    }
}
