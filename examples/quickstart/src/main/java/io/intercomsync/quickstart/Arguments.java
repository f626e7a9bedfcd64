package io.intercomsync.quickstart;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The arguments of the command line. */
final class Arguments {
    private static final String FAKE = "--fake";
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    private static final Set<String> KNOWN = Set.of(FAKE, HELP, VERSION);

    private static final String HELP_TEXT = """
            Copies an Intercom workspace into a warehouse, and goes on from there in the next run.

            Usage: java -jar quickstart.jar [--fake]

              --fake       copy the bundled fake Intercom, whatever the environment says of yours
              --help       print this and end
              --version    print the version and end

            Environment variables:

              INTERCOM_ACCESS_TOKEN   the access token of your app. Without it the fake is copied into a local file.
              INTERCOM_BASE_URL       default https://api.intercom.io; https://api.eu.intercom.io for Europe,
                                      https://api.au.intercom.io for Australia
              INTERCOM_API_VERSION    default 2.16
              INTERCOM_RETRY_FOR      how long a failed request is repeated; default PT1M
              WAREHOUSE_JDBC_URL      default jdbc:duckdb:warehouse.duckdb
              WAREHOUSE_USER, WAREHOUSE_PASSWORD
              WAREHOUSE_SCHEMA        default intercom
              SYNC_COLLECTIONS        default all; for example users,tags
              SYNC_SWEEP_INTERVAL     how long after a sweep for deleted objects the next one is due; default P1D
              SYNC_EVERY              keeps the program running with this interval between runs; for example PT3H

            Exit codes: 0 everything is stored, 1 nothing could be stored, 2 anything between.""";

    private final Set<String> given;

    /** @throws UnusableSettingException if one is unknown */
    Arguments(String... given) {
        this.given = new TreeSet<>(List.of(given));
        this.given.stream()
                .filter(argument -> !KNOWN.contains(argument))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UnusableSettingException("Unknown argument: " + unknown
                            + ". java -jar quickstart.jar --help lists those that are known");
                });
    }

    /** Whether the fake Intercom is to be copied, whatever the environment says. */
    boolean isFake() {
        return given.contains(FAKE);
    }

    /** Whether nothing is to be done but to print {@link #text()}. */
    boolean isQuestion() {
        return given.contains(HELP) || given.contains(VERSION);
    }

    /** The help or the version. */
    String text() {
        return given.contains(HELP) ? HELP_TEXT : "Intercom Sync " + version();
    }

    private static String version() {
        String version = Arguments.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
