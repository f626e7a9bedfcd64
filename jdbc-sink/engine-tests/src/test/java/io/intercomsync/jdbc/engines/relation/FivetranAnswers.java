package io.intercomsync.jdbc.engines.relation;

import io.intercomsync.fake.FakeIntercom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers from the objects of the fake what the joins of the views answer. */
final class FivetranAnswers {
    private FivetranAnswers() {}

    private static Stream<Map<?, ?>> listed(Map<String, Object> object, String list) {
        return ((List<?>) object.get(list)).stream().map(item -> (Map<?, ?>) item);
    }

    private static List<String> counted(Stream<String> keys) {
        Map<String, Long> counts = keys.collect(Collectors.groupingBy(key -> key, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "|" + count.getValue())
                .toList();
    }

    static List<String> tagsByRole(FakeIntercom fake) {
        return counted(fake.truth()
                .contacts()
                .flatMap(one -> listed(one, "tags").map(tag -> tag.get("name") + "|" + one.get("role"))));
    }

    static List<String> conversationsByAdmin(FakeIntercom fake) {
        Set<String> admins = fake.truth()
                .admins()
                .map(admin -> String.valueOf(admin.get("id")))
                .collect(Collectors.toSet());
        return counted(fake.truth()
                .conversations()
                .map(one -> String.valueOf(one.get("admin_assignee_id")))
                .filter(admins::contains));
    }

    static List<String> peopleByCompany(FakeIntercom fake) {
        return counted(fake.truth()
                .contacts()
                .flatMap(one -> listed(one, "companies").map(company -> String.valueOf(company.get("id")))));
    }

    static List<String> partsByConversation(FakeIntercom fake) {
        return fake.truth()
                .conversations()
                .flatMap(one -> listed(one, "contacts")
                        .map(person -> one.get("id") + "|" + person.get("id") + "|"
                                + ((List<?>) one.get("conversation_parts")).size()))
                .toList();
    }
}
