package io.intercomsync.resync;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** K81, K82, K86: only Intercom's own word about the object itself removes a row when single objects are read again. */
class ResyncRefusalsTest {
    private static final String JSON = "application/json";
    private static final String LYING_LIST = "{\"data\":[],\"items\":[]}";

    static Stream<Arguments> faults() {
        List<InjectedFault> faults = new ArrayList<>();
        for (int status : new int[] {401, 403, 404, 410, 502}) {
            faults.add(InjectedFault.html(status));
        }
        faults.add(InjectedFault.status(401));
        faults.add(InjectedFault.status(422, "data_invalid", "No"));
        faults.add(InjectedFault.status(404, "token_not_found", "No"));
        faults.add(InjectedFault.answer(410, JSON, "{\"errors\":[{\"code\":\"not_found\"}]}"));
        faults.add(InjectedFault.answer(200, JSON, "{\"type\":\"contact\",\"id\":\"another\"}"));
        faults.add(InjectedFault.answer(200, JSON, LYING_LIST));
        return faults.stream()
                .map(fault -> Arguments.of(fault.status() + " " + fault.body().strip(), fault));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void no_row_goes_on_the_word_of_anybody_else(String name, InjectedFault fault) {
        try (Copy copy = SmallWorkspace.copy().patient(Duration.ofSeconds(1))) {
            Map<IntercomCollection, Map<List<String>, Row>> before = rows(copy);
            for (IntercomCollection collection : IntercomCollection.values()) {
                copy.fake.fail(ResyncRefusalsTest::isAboutObjects, fault, Integer.MAX_VALUE);

                Status status = resync(copy, collection);

                assertThat(status).as(name + " " + collection).isIn(Status.INCOMPLETE, Status.FAILED, Status.FORBIDDEN);
                copy.fake.clearFaults();
            }
            assertThat(rows(copy)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEGMENTS")
    void no_row_of_the_first_generation_goes_either(IntercomCollection collection) {
        try (Copy copy = SmallWorkspace.copy().version(ApiVersion.V1_4).patient(Duration.ofSeconds(1))) {
            copy.sync();
            Map<IntercomCollection, Map<List<String>, Row>> before = rows(copy);
            for (InjectedFault fault :
                    List.of(InjectedFault.html(404), InjectedFault.html(410), InjectedFault.html(502))) {
                copy.fake.fail(ResyncRefusalsTest::isAboutObjects, fault, Integer.MAX_VALUE);

                assertThat(resync(copy, collection)).isNotEqualTo(Status.COMPLETE);
                copy.fake.clearFaults();
            }

            assertThat(rows(copy)).isEqualTo(before);
        }
    }

    private static boolean isAboutObjects(Request request) {
        return !request.path().equals("/me") && !request.path().contains("attributes");
    }

    private static Status resync(Copy copy, IntercomCollection collection) {
        try {
            SyncReport report = copy.resync(collection, List.of(SmallWorkspace.idOf(collection)));
            return report.status();
        } catch (SyncFailedException e) {
            return e.report().status();
        }
    }

    private static Map<IntercomCollection, Map<List<String>, Row>> rows(Copy copy) {
        Map<IntercomCollection, Map<List<String>, Row>> rows = new EnumMap<>(IntercomCollection.class);
        for (IntercomCollection collection : IntercomCollection.values()) {
            rows.put(collection, copy.sink.rows(collection));
        }
        return rows;
    }
}
