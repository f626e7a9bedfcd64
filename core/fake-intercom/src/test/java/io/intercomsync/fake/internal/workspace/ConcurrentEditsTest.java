package io.intercomsync.fake.internal.workspace;

import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Other threads edit the workspace while the fake serves. */
class ConcurrentEditsTest {

    private static final Object ALL = filter("created_at", ">", 0);
    private static final Object BY_CREATION = FakeJson.object("field", "created_at", "order", "ascending");

    @Test // F8
    void each_walk_sees_whole_objects_and_nothing_twice() {
        try (FakeIntercom intercom =
                FakeIntercom.builder().contacts(600).unthrottled().fast().start()) {
            TestClient client = new TestClient(intercom);
            List<String> all = ids(client.listAll("/contacts", "data", 150));

            List<CompletableFuture<Void>> editors = IntStream.range(0, 3)
                    .mapToObj(editor -> CompletableFuture.runAsync(() -> edit(intercom, all, editor)))
                    .toList();
            for (int walk = 0; walk < 5; walk++) {
                List<Object> seen = client.searchAll("/contacts/search", "data", ALL, BY_CREATION, 50);
                assertThat(ids(seen)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(540);
            }
            editors.forEach(CompletableFuture::join);

            assertThat(ids(client.searchAll("/contacts/search", "data", ALL, BY_CREATION, 50)))
                    .containsExactlyInAnyOrderElementsOf(
                            ids(intercom.truth().contacts().toList()));
        }
    }

    private static void edit(FakeIntercom intercom, List<String> all, int editor) {
        for (int at = editor; at < 180; at += 3) {
            String id = all.get(at * 3);
            if (at % 9 < 3) {
                intercom.delete(ObjectType.CONTACTS, id);
            } else {
                intercom.contact(id, Map.of("name", "Edited"));
            }
        }
    }

    @Test // F14
    void conversations_deleted_while_their_list_is_paged_push_the_others_on() {
        try (FakeIntercom intercom = FakeIntercom.builder().conversations(90).start()) {
            List<String> all = ids(intercom.truth().conversations().toList());
            all.subList(0, 70).forEach(id -> intercom.delete(ObjectType.CONVERSATIONS, id));
            TestClient client = new TestClient(intercom);

            List<String> first =
                    ids(client.json("/conversations/deleted?per_page=60").get("conversations"));
            intercom.delete(ObjectType.CONVERSATIONS, all.get(80));
            Map<String, Object> second = client.json("/conversations/deleted?per_page=60&page=2");

            assertThat(first).hasSize(60).startsWith(all.get(69));
            assertThat(ids(second.get("conversations"))).hasSize(11).startsWith(first.get(59));
            assertThat(second).containsEntry("total_count", 71L);
            assertThat(client.get("/conversations/deleted?per_page=61").statusCode())
                    .isEqualTo(400);
        }
    }
}
