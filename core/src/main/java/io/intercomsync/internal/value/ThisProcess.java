package io.intercomsync.internal.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Names this process to people on other machines. */
public final class ThisProcess {
    private static final int LONGEST_HOST = 22;

    private static final String HOST = firstPart();

    private ThisProcess() {}

    /** Returns the number of the process on its host. */
    public static long number() {
        return ProcessHandle.current().pid();
    }

    /** Returns the first part of the host's name; only its end if it is long, because copies of a program differ there. */
    public static String host() {
        return HOST;
    }

    private static String firstPart() {
        String name = Optional.ofNullable(System.getenv("HOSTNAME"))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .orElseGet(ThisProcess::nameInNetwork)
                .replaceAll("\\..*", "")
                .replaceAll("[^A-Za-z0-9_-]", "_");
        return name.substring(Math.max(0, name.length() - LONGEST_HOST));
    }

    private static String nameInNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
