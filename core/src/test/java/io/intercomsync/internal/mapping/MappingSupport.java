package io.intercomsync.internal.mapping;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.model.IntercomRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Maps JSON text for the tests of the mapping. */
final class MappingSupport {
    /** The mapping of each kind of object. */
    static final Map<String, Function<Object, MappedRecord>> KINDS = Map.of(
            "contact", PersonMapping::map,
            "company", CompanyMapping::map,
            "segment", SegmentMapping::map,
            "tag", TagMapping::map,
            "admin", AdminMapping::map,
            "conversation", ConversationMapping::map,
            "conversation_part",
                    part -> {
                        MappedRecord conversation = ConversationMapping.map(
                                Map.of("id", "of the part", "conversation_parts", List.of(part)));
                        return new MappedRecord(
                                conversation.children().get(0), List.of(), conversation.typeMismatches());
                    },
            "social_profile",
                    profile -> {
                        MappedRecord person =
                                PersonMapping.map(Map.of("id", "of the profile", "social_profiles", List.of(profile)));
                        return new MappedRecord(person.children().get(0), List.of(), person.typeMismatches());
                    });

    private MappingSupport() {}

    static MappedRecord map(String kind, String json) {
        return KINDS.get(kind).apply(Json.read(json));
    }

    static Row row(String kind, String json) {
        return row(map(kind, json).record());
    }

    static Row row(IntercomRecord record) {
        return Arrays.stream(IntercomCollection.values())
                .filter(each -> each.recordType() == record.getClass())
                .findFirst()
                .orElseThrow()
                .row(record);
    }

    static Map<String, Object> extra(IntercomRecord record) {
        return Json.readObject((String) row(record).value("extra"));
    }
}
