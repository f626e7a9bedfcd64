package io.intercomsync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token is revoked, and another one takes its place. */
class ReconnectTest {
    private final FakeIntercom fake = workspace("first");
    private final FakeIntercom other = workspace("second");
    private final InMemorySink sink = new InMemorySink();

    private static FakeIntercom workspace(String id) {
        return FakeIntercom.builder()
                .unthrottled()
                .workspaceId(id)
                .contacts(200)
                .conversations(50)
                .oauthApp("id", "secret", "https://app.example.com/callback")
                .start();
    }

    @AfterEach
    void close() {
        fake.close();
        other.close();
    }

    @Test
    void a_run_with_a_revoked_token_stores_nothing_and_says_to_connect_again() {
        AccessToken token = connect(fake);
        sync(token, sink);
        Map<List<String>, ?> before = Map.copyOf(sink.rows(IntercomCollection.USERS));
        fake.contact("new").revoke(token.value());

        assertThatThrownBy(() -> sync(token, sink))
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("no longer valid")
                .hasMessageContaining("connect the workspace again")
                .hasMessageNotContaining(token.value());

        assertThat(sink.rows(IntercomCollection.USERS)).isEqualTo(before);
    }

    @Test
    void a_new_token_of_the_workspace_goes_on_from_the_checkpoints() {
        AccessToken old = connect(fake);
        long whole = sync(old, sink).stored().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        fake.revoke(old.value()).contact("new", Map.of("name", "Ada"));

        SyncReport report = sync(connect(fake), sink);

        assertThat(report.isComplete()).isTrue();
        assertThat(sink.rows(IntercomCollection.USERS)).containsKey(List.of("new"));
        assertThat(report.stored().values().stream().mapToLong(Long::longValue).sum())
                .isLessThan(whole / 2);
    }

    @Test
    void a_token_that_ends_within_a_run_keeps_what_is_stored_and_the_next_one_completes_it() {
        AccessToken old = connect(fake);
        fake.beforeEach(request -> revokeAtConversations(request, old));

        assertThatThrownBy(() -> sync(old, sink))
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("connect the workspace again");
        fake.beforeEach(request -> {});

        assertThat(sync(connect(fake), sink).isComplete()).isTrue();
        assertThat(sink.rows(IntercomCollection.CONVERSATIONS)).hasSize(50);
    }

    private void revokeAtConversations(Request request, AccessToken token) {
        if (request.path().startsWith("/conversations/search")) {
            try {
                fake.revoke(token.value());
            } catch (IllegalArgumentException alreadyRevoked) {
                assertThat(alreadyRevoked).hasMessageContaining("not valid");
            }
        }
    }

    @Test
    void a_token_of_another_workspace_is_refused_before_anything_is_stored() {
        sync(connect(fake), sink);
        Map<List<String>, ?> before = Map.copyOf(sink.rows(IntercomCollection.USERS));
        other.forgetRequests();

        assertRefused(sink, null);

        assertThat(sink.rows(IntercomCollection.USERS)).isEqualTo(before);
        assertThat(other.requests()).extracting(Request::path).containsOnly("/me", "/auth/eagle/token");
    }

    @Test
    void a_store_of_checkpoints_refuses_it_too() {
        List<Changes> stored = new ArrayList<>();
        CheckpointStore store = new InMemoryCheckpointStore();
        try (IntercomClient client = connect(fake).client().build()) {
            SyncEngine.builder(client, stored::add)
                    .checkpointStore(store)
                    .build()
                    .sync();
        }
        stored.clear();

        assertRefused(stored::add, store);

        assertThat(stored).isEmpty();
    }

    private void assertRefused(Sink target, @Nullable CheckpointStore store) {
        try (IntercomClient client = connect(other).client().build()) {
            SyncEngine.Builder engine = SyncEngine.builder(client, target);
            if (store != null) {
                engine.checkpointStore(store);
            }
            assertThatThrownBy(() -> engine.build().sync())
                    .hasMessageContaining("two workspaces")
                    .hasMessageContaining("first")
                    .hasMessageContaining("second");
        }
    }

    private static SyncReport sync(AccessToken token, Sink sink) {
        try (IntercomClient client = token.client().build()) {
            return SyncEngine.builder(client, sink).build().sync();
        }
    }

    private static AccessToken connect(FakeIntercom fake) {
        URI url = URI.create(fake.url());
        IntercomOAuth oauth = IntercomOAuth.builder("id", "secret", URI.create("https://app.example.com/callback"))
                .authorizeBaseUrl(url)
                .baseUrl(url)
                .build();
        AuthorizationRequest request = oauth.begin();
        return oauth.complete(request.state(), fake.approve(request.url()).getRawQuery());
    }
}
