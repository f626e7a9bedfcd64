package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.report.AccessCheck;

/** Checks an access token before anything is copied. */
final class CheckSetup {
    private CheckSetup() {}

    static boolean isReady(IntercomClient intercom) {
        AccessCheck access = intercom.checkAccess();
        System.out.println(access.toTable());
        return access.isUsable();
    }
}
