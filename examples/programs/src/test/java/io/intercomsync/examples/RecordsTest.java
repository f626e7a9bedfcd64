package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.model.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {

    @Test
    void a_test_makes_the_records_and_rows_it_needs() {
        User user = IntercomCollection.record(User.class, Map.of("id", "1", "email", "ann@example.org"));
        Row row = Row.of(IntercomCollection.TAGS, Map.of("id", "7", "name", "VIP"));

        assertThat(user.email()).isEqualTo("ann@example.org");
        assertThat(row.value("name")).isEqualTo("VIP");
    }
}
