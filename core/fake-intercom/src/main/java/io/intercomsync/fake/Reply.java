package io.intercomsync.fake;

import java.util.Map;

/** What goes back over the wire, and how. */
record Reply(int status, Map<String, String> headers, String body, Fault.Kind kind, long delayMillis) {

    Reply late(long millis) {
        return new Reply(status, headers, body, kind, delayMillis + millis);
    }
}
