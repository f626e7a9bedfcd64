package io.intercomsync.quickstart;

import io.intercomsync.IntercomClient;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.report.AccessCheck;
import java.nio.file.Path;

/** Checks the access to Intercom, the hub if there is one, and the warehouse, and prints the result. It copies nothing. */
final class SetupCheck {
    private final QuickstartSettings settings;
    private final Screen screen;

    SetupCheck(QuickstartSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Makes all checks, also if the first fails. Returns the exit code: 0 if a copy can begin, else 1. */
    int run(IntercomClient intercom, JdbcSink warehouse) {
        boolean isReadable = isReadable(intercom);
        boolean hasHub = hasHub();
        boolean isWritable = isWritable(warehouse);
        boolean isReady = isReadable && hasHub && isWritable;
        screen.print(
                isReady
                        ? "Ready. Nothing was copied. Start the program without check to copy."
                        : "Not ready. Do what is said above, and check again. Nothing was copied.");
        return isReady ? 0 : 1;
    }

    private boolean isReadable(IntercomClient intercom) {
        try {
            AccessCheck check = intercom.checkAccess();
            print(check.toTable());
            boolean isReadable = check.isUsable(settings.collections());
            if (isReadable && !check.isUsable()) {
                print("SYNC_COLLECTIONS names only collections that are readable, so that is enough.");
            }
            return isReadable;
        } catch (IntercomSyncException e) {
            print(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Returns whether the hub can be used, or none is wanted. */
    private boolean hasHub() {
        Path file = settings.hub();
        if (file == null) {
            return true;
        }
        try (Hub hub = Hub.builder(file).build()) {
            hub.status();
            print("The hub " + file + " can be used.");
            return true;
        } catch (IntercomSyncException e) {
            print(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean isWritable(JdbcSink warehouse) {
        WarehouseCheck check = warehouse.check();
        print(check.toTable());
        return check.isUsable();
    }

    /** Prints a part of the result, with a blank line below it. */
    private void print(String part) {
        screen.print(settings.secrets().hide(part).stripTrailing() + "\n");
    }
}
