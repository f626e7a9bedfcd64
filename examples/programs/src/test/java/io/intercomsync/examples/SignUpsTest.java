package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.model.User;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@FakeIntercomTest(contacts = 200, conversations = 50)
class SignUpsTest {

    @Test
    void knows_who_signed_up_by_name(FakeIntercom intercom) {
        intercom.contact("u1", Map.of("name", "Ada", "email", "ada@example.com"));
        List<User> users = new ArrayList<>();

        SyncEngine.builder(
                        client(intercom),
                        changes -> changes.batches().stream()
                                .filter(batch -> batch.collection() == IntercomCollection.USERS)
                                .forEach(batch -> users.addAll(batch.recordsAs(User.class))))
                .build()
                .sync();

        assertThat(users).extracting(User::name).contains("Ada");
    }

    private static IntercomClient client(FakeIntercom intercom) {
        return IntercomClient.builder(intercom.token())
                .baseUrl(URI.create(intercom.url()))
                .build();
    }
}
