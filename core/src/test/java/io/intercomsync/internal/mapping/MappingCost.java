package io.intercomsync.internal.mapping;

import com.squareup.moshi.JsonReader;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.json.MemberNameTrie;
import io.intercomsync.model.IntercomRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import okio.Buffer;

/**
 * A program that measures what a row costs, from the bytes of an answer to the values by column: CPU time of one thread, by
 * step. It asks a fake workspace for its answers first.
 */
public final class MappingCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final MemberNameTrie NAMES = new MemberNameTrie();
    private static final int ROUNDS = 8;
    private static final long ROUND = 1_000_000_000L;

    private final List<byte[]> answers;
    private final String list;
    private final Function<Object, MappedRecord> mapping;

    private MappingCost(List<byte[]> answers, String list, Function<Object, MappedRecord> mapping) {
        this.answers = answers;
        this.list = list;
        this.mapping = mapping;
    }

    /** Prints the figures of the best of some rounds: what else the machine does can only make them worse. */
    public static void main(String[] args) throws Exception {
        try (FakeIntercom fake =
                FakeIntercom.builder().contacts(600).conversations(300).start()) {
            List<byte[]> contacts = List.of(get(fake, "contacts?per_page=150"));
            List<byte[]> conversations = new ArrayList<>();
            for (Object each : items(get(fake, "conversations?per_page=100"), "conversations")) {
                conversations.add(get(fake, "conversations/" + ((Map<?, ?>) each).get("id")));
            }
            new MappingCost(contacts, "data", PersonMapping::map).measure("contacts");
            new MappingCost(conversations, "", ConversationMapping::map).measure("conversations with parts");
        }
    }

    private static byte[] get(FakeIntercom fake, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + "/" + path))
                .header("Authorization", "Bearer " + fake.token())
                .header("Intercom-Version", "2.16")
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " " + answer.statusCode());
        }
        return answer.body();
    }

    private static List<?> items(byte[] answer, String list) throws IOException {
        Object json = Json.read(JsonReader.of(new Buffer().write(answer)), NAMES, bytes -> {});
        return list.isEmpty() ? List.of(json) : (List<?>) ((Map<?, ?>) json).get(list);
    }

    private void measure(String what) throws IOException {
        String best = "";
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long[] nanos = new long[3];
            long rows = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            while (THREADS.getCurrentThreadCpuTime() < start + ROUND) {
                for (byte[] answer : answers) {
                    rows += once(answer, nanos);
                }
            }
            double each = (nanos[0] + nanos[1] + nanos[2]) / 1e6 / rows;
            if (each < least) {
                least = each;
                best = String.format(
                        Locale.ROOT,
                        "%s: %.4f ms a row (JSON %.4f, mapping %.4f, row %.4f)",
                        what,
                        each,
                        nanos[0] / 1e6 / rows,
                        nanos[1] / 1e6 / rows,
                        nanos[2] / 1e6 / rows);
            }
        }
        System.out.println(best);
    }

    private long once(byte[] answer, long[] nanos) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        List<?> items = items(answer, list);
        long read = THREADS.getCurrentThreadCpuTime();
        List<IntercomRecord> records = new ArrayList<>();
        for (Object item : items) {
            MappedRecord mapped = mapping.apply(item);
            records.add(mapped.record());
            records.addAll(mapped.children());
        }
        long mapped = THREADS.getCurrentThreadCpuTime();
        records.forEach(MappingSupport::row);
        long done = THREADS.getCurrentThreadCpuTime();
        nanos[0] += read - start;
        nanos[1] += mapped - read;
        nanos[2] += done - mapped;
        return records.size();
    }
}
