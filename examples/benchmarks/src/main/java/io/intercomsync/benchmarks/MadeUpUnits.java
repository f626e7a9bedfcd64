package io.intercomsync.benchmarks;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes up a workspace as units of rows, without Intercom: in each hundred rows 40 users, 10 leads, 2 companies, and 8 conversations
 * with five parts each.
 */
final class MadeUpUnits {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int HUNDREDS_OF_A_UNIT = 20;
    private static final String[] WORDS = {
        "invoice",
        "please",
        "export",
        "cannot",
        "Thursday",
        "thanks",
        "integration",
        "workspace",
        "team",
        "renewal",
        "trial",
        "error"
    };

    private final int hundreds;

    MadeUpUnits(int rows) {
        hundreds = rows / 100;
    }

    /**
     * Hands over units with all rows of the chosen hundreds.
     *
     * @param version a later version has other values
     */
    void each(IntPredicate chosen, int version, Consumer<Changes> sink) {
        Map<IntercomCollection, List<Row>> rows = new HashMap<>();
        int gathered = 0;
        for (int hundred = 0; hundred < hundreds; hundred++) {
            if (chosen.test(hundred)) {
                make(
                        hundred,
                        version,
                        row -> rows.computeIfAbsent(row.collection(), c -> new ArrayList<>())
                                .add(row));
                gathered++;
            }
            if (gathered == HUNDREDS_OF_A_UNIT || (hundred == hundreds - 1 && gathered > 0)) {
                hand(rows, List.of(USERS, CONTACTS), SOCIAL_PROFILES, "contacts", sink);
                hand(rows, List.of(COMPANIES), null, "companies", sink);
                hand(rows, List.of(CONVERSATIONS, CONVERSATION_PARTS), CONVERSATION_PARTS, "conversations", sink);
                rows.clear();
                gathered = 0;
            }
        }
    }

    private static void hand(
            Map<IntercomCollection, List<Row>> rows,
            List<IntercomCollection> collections,
            @Nullable IntercomCollection children,
            String feed,
            Consumer<Changes> sink) {
        List<Batch> batches = new ArrayList<>();
        List<Removal> removals = new ArrayList<>();
        for (IntercomCollection collection : collections) {
            List<Row> some = rows.getOrDefault(collection, List.of());
            batches.add(new Batch(collection, collection.columns(), some));
            if (children != null && collection != children) {
                some.forEach(row -> removals.add(
                        new Removal.ChildrenOf(children, row.key().get(0), Removal.Reason.REPLACED, START)));
            }
        }
        sink.accept(new Changes(removals, batches, new Checkpoint("workspace", feed, "{}")));
    }

    private static void make(int hundred, int version, Consumer<Row> rows) {
        Random random = new Random(hundred * 31L + version);
        for (int i = 0; i < 50; i++) {
            rows.accept(person(i < 40 ? USERS : CONTACTS, hundred * 100 + i, version, random));
        }
        for (int i = 0; i < 2; i++) {
            rows.accept(row(
                    COMPANIES,
                    Map.of(
                            "id", id(hundred * 100 + i),
                            "company_id", "company-" + hundred + "-" + i,
                            "name", text(random, 2),
                            "monthly_spend", BigDecimal.valueOf(random.nextInt(100_000), 2),
                            "updated_at", at(random, version))));
        }
        for (int i = 0; i < 8; i++) {
            String id = id(hundred * 100 + i);
            rows.accept(row(
                    CONVERSATIONS,
                    Map.of(
                            "id",
                            id,
                            "created_at",
                            START,
                            "updated_at",
                            at(random, version),
                            "title",
                            text(random, 6),
                            "message_body",
                            "<p>" + text(random, 40) + "</p>",
                            "state",
                            "open",
                            "total_count",
                            5L)));
            for (int part = 0; part < 5; part++) {
                rows.accept(part(id, id + "-" + part, version, random));
            }
        }
    }

    private static Row person(IntercomCollection collection, int number, int version, Random random) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id(number));
        values.put("user_id", "customer-" + number);
        values.put("anonymous", collection == CONTACTS);
        values.put("name", text(random, 2));
        values.put("email", "person" + number + "@example.com");
        values.put("phone", "+1555" + random.nextInt(10_000_000));
        values.put("created_at", START);
        values.put("signed_up_at", START);
        values.put("updated_at", at(random, version));
        values.put("last_seen_at", at(random, version));
        values.put("location_data_city_name", "Dublin");
        values.put("browser", "chrome");
        values.put("os", "OS X 10.15");
        values.put(
                "custom_attributes",
                "{\"plan\":\"pro\",\"seats\":" + random.nextInt(50) + ",\"note\":\"" + text(random, 8) + "\"}");
        values.put("tags", "[{\"id\":\"" + random.nextInt(20) + "\"}]");
        return row(collection, values);
    }

    private static Row part(String conversation, String id, int version, Random random) {
        return row(
                CONVERSATION_PARTS,
                Map.of(
                        "conversation_id",
                        conversation,
                        "id",
                        id,
                        "part_type",
                        "comment",
                        "body",
                        "<p>" + text(random, 30) + "</p>",
                        "author",
                        "{\"type\":\"admin\",\"id\":\"7\"}",
                        "created_at",
                        START,
                        "updated_at",
                        at(random, version)));
    }

    private static Row row(IntercomCollection collection, Map<String, ?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Column column : collection.columns()) {
            Object value = values.get(column.name());
            boolean isObject = column.name().equals("extra") || column.name().equals("custom_attributes");
            all.add(value == null && column.type() == ColumnType.JSON ? (isObject ? "{}" : "[]") : value);
        }
        return Row.of(collection, collection.columns(), all);
    }

    private static String id(int number) {
        return Long.toHexString(0x6500_0000_0000L + number * 7919L);
    }

    private static Instant at(Random random, int version) {
        return START.plusSeconds(version * 10_000_000L + random.nextInt(1_000_000));
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
