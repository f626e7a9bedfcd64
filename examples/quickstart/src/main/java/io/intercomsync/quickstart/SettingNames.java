package io.intercomsync.quickstart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names of the environment variables that the program reads, and the names that look like one of them. */
final class SettingNames {
    static final String TOKEN = "INTERCOM_ACCESS_TOKEN";
    static final String BASE_URL = "INTERCOM_BASE_URL";
    static final String API_VERSION = "INTERCOM_API_VERSION";
    static final String RETRY_FOR = "INTERCOM_RETRY_FOR";
    static final String URL = "WAREHOUSE_JDBC_URL";
    static final String USER = "WAREHOUSE_USER";
    static final String PASSWORD = "WAREHOUSE_PASSWORD";
    static final String SCHEMA = "WAREHOUSE_SCHEMA";
    static final String COLLECTIONS = "SYNC_COLLECTIONS";
    static final String SWEEP_INTERVAL = "SYNC_SWEEP_INTERVAL";
    static final String SYNC_EVERY = "SYNC_EVERY";
    static final String HUB = "HUB";
    static final String FLUSH_EVERY = "FLUSH_EVERY";

    static final List<String> ALL = List.of(
            TOKEN,
            BASE_URL,
            API_VERSION,
            RETRY_FOR,
            URL,
            USER,
            PASSWORD,
            SCHEMA,
            COLLECTIONS,
            SWEEP_INTERVAL,
            SYNC_EVERY,
            HUB,
            FLUSH_EVERY);
    /** Names the workspace. The fake is a workspace of its own. */
    static final Set<String> OF_WORKSPACE = Set.of(TOKEN, BASE_URL);
    /** Names a place of the user's, which must not get the rows of the fake by mistake. */
    static final List<String> OF_PLACE = List.of(BASE_URL, URL, USER, PASSWORD, SCHEMA, HUB);
    /** May be blank: a database may have a user without a password. */
    static final Set<String> MAY_BE_BLANK = Set.of(USER, PASSWORD);

    /** Names that mean a setting although they are not spelt like it. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "SYNC_INTERVAL", SYNC_EVERY,
            "FLUSH_INTERVAL", FLUSH_EVERY,
            "WAREHOUSE_USERNAME", USER,
            "WAREHOUSE_PASS", PASSWORD,
            "INTERCOM_API_TOKEN", TOKEN,
            "INTERCOM_TOKEN", TOKEN,
            "HUB_FILE", HUB);

    private static final int MOST_WRONG_LETTERS = 2;
    /** The fewest letters of a name by which its misspelling can be told from another word. */
    private static final int LEAST_LETTERS = 8;

    private SettingNames() {}

    /** Returns the misspelt names among the variables, each with the setting that it looks like, which is not set. */
    static Stream<Map.Entry<String, String>> misspelt(Set<String> variables) {
        return variables.stream()
                .filter(name -> !ALL.contains(name))
                .sorted()
                .flatMap(name -> meant(name)
                        .filter(setting -> !variables.contains(setting))
                        .map(setting -> Map.entry(name, setting))
                        .limit(1));
    }

    private static Stream<String> meant(String name) {
        String setting = OTHER_NAMES.get(name);
        return setting == null ? ALL.stream().filter(each -> isLike(name, each)) : Stream.of(setting);
    }

    private static boolean isLike(String name, String setting) {
        List<String> words = words(name);
        List<String> wanted = words(setting);
        boolean isShorter = words.size() > 1
                && words.get(0).equals(wanted.get(0))
                && words.get(words.size() - 1).equals(wanted.get(wanted.size() - 1))
                && wanted.containsAll(words);
        String letters = String.join("", wanted);
        int most = letters.length() < LEAST_LETTERS ? 0 : MOST_WRONG_LETTERS;
        return isShorter || wrongLetters(String.join("", words), letters) <= most;
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toUpperCase(Locale.ROOT).split("[_-]", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Returns the least number of letters to add, to drop or to change that makes one text of the other. */
    private static int wrongLetters(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MOST_WRONG_LETTERS) {
            return Integer.MAX_VALUE;
        }
        int[] costs = new int[other.length() + 1];
        Arrays.setAll(costs, at -> at);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(change, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[other.length()];
    }
}
