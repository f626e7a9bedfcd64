package io.intercomsync.quickstart;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The arguments of the command line. */
final class Arguments {
    private static final String CHECK = "check";
    private static final String FAKE = "--fake";
    private static final String FULL_REFRESH = "--full-refresh";
    private static final String HELP = "--help";
    private static final String SHORT_HELP = "-h";
    private static final String VERSION = "--version";
    private static final Set<String> KNOWN = Set.of(CHECK, FAKE, FULL_REFRESH, HELP, SHORT_HELP, VERSION);

    private static final String HELP_TEXT = """
            Copies an Intercom workspace into a warehouse. The next run copies the changes.

            Usage: java -jar quickstart.jar [check] [--fake] [--full-refresh]

              check            check the access token and the warehouse, print the result, copy nothing;
                               exits with 0 if a copy can begin, else with 1
              --fake           copy the bundled fake Intercom, even if a token is set
              --full-refresh   read everything again in the first run, even what has not changed
              --help, -h       print this help
              --version        print the version

            Environment variables:

              INTERCOM_ACCESS_TOKEN   the access token of your app. Without it, the program copies the fake
                                      into a local file.
              INTERCOM_BASE_URL       default https://api.intercom.io; https://api.eu.intercom.io for Europe,
                                      https://api.au.intercom.io for Australia
              INTERCOM_API_VERSION    default 2.16
              INTERCOM_RETRY_FOR      how long the program repeats a failed request; default PT1M
              WAREHOUSE_JDBC_URL      default jdbc:duckdb:warehouse.duckdb
              WAREHOUSE_USER, WAREHOUSE_PASSWORD
              WAREHOUSE_SCHEMA        default intercom
              SYNC_COLLECTIONS        default all; for example users,tags
              SYNC_SWEEP_INTERVAL     time between two sweeps for deleted objects; default P1D
              SYNC_EVERY              time from the start of one run to the next, for example PT3H;
                                      keeps the program running
              HUB                     a file that keeps the latest state between Intercom and the warehouse
              FLUSH_EVERY             time from one write of the hub to the warehouse to the next, for example
                                      PT12H; default SYNC_EVERY

            Exit codes: 0 everything is stored, 1 nothing could be stored, 2 something in between.""";

    private final Set<String> given;

    /** @throws UnusableSettingException if one is unknown */
    Arguments(String... given) {
        this.given = new TreeSet<>(List.of(given));
        this.given.stream()
                .filter(argument -> !KNOWN.contains(argument))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UnusableSettingException(
                            "Unknown argument: " + unknown + ". java -jar quickstart.jar --help lists all arguments");
                });
    }

    /** Returns whether to copy the fake Intercom, whatever the environment says. */
    boolean isFake() {
        return given.contains(FAKE);
    }

    /** Returns whether to check the setup instead of copying. */
    boolean isCheck() {
        return given.contains(CHECK);
    }

    /** Returns whether the first run ignores what earlier runs have read. */
    boolean isFullRefresh() {
        return given.contains(FULL_REFRESH);
    }

    /** Returns whether the program should only print {@link #text()}. */
    boolean isQuestion() {
        return isHelp() || given.contains(VERSION);
    }

    /** Returns the help or the version. */
    String text() {
        return isHelp() ? HELP_TEXT : "Intercom Sync " + version();
    }

    private boolean isHelp() {
        return given.contains(HELP) || given.contains(SHORT_HELP);
    }

    private static String version() {
        String version = Arguments.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
