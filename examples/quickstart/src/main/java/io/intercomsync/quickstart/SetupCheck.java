package io.intercomsync.quickstart;

import io.intercomsync.IntercomClient;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.report.AccessCheck;

/** Checks the access to Intercom and the warehouse, and prints the result. It copies nothing. */
final class SetupCheck {
    private final QuickstartSettings settings;
    private final Screen screen;

    SetupCheck(QuickstartSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Makes both checks, also if the first fails. Returns the exit code: 0 if a copy can begin, else 1. */
    int run(IntercomClient intercom, JdbcSink warehouse) {
        boolean isReadable = isReadable(intercom);
        screen.print("");
        boolean isWritable = isWritable(warehouse);
        screen.print(
                isReadable && isWritable
                        ? "\nReady. Nothing was copied. Start the program without check to copy."
                        : "\nNot ready. Do what is said above, and check again. Nothing was copied.");
        return isReadable && isWritable ? 0 : 1;
    }

    private boolean isReadable(IntercomClient intercom) {
        try {
            AccessCheck check = intercom.checkAccess();
            screen.print(settings.secrets().hide(check.toTable()));
            return check.isUsable(settings.collections());
        } catch (IntercomSyncException e) {
            screen.print(settings.secrets().hide(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private boolean isWritable(JdbcSink warehouse) {
        WarehouseCheck check = warehouse.check();
        screen.print(settings.secrets().hide(check.toTable()));
        return check.isUsable();
    }
}
