package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/** The database that the person who runs the tests names by system properties. */
final class OwnServer {
    static final String URL = "contract.url";

    private OwnServer() {}

    static String url() {
        return System.getProperty(URL, "");
    }

    static @Nullable String user() {
        return System.getProperty("contract.user");
    }

    static @Nullable String password() {
        return System.getProperty("contract.password");
    }

    /** Returns the dialect that is named: a constant of {@link Dialects}, or a class. Otherwise the URL tells. */
    static Dialect dialect() {
        String name = System.getProperty("contract.dialect", "");
        try {
            if (name.isEmpty()) {
                return Dialects.ofUrl(url())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "No built-in dialect is for " + URL + "; name one by -Dcontract.dialect="));
            }
            return name.contains(".")
                    ? Class.forName(name)
                            .asSubclass(Dialect.class)
                            .getConstructor()
                            .newInstance()
                    : (Dialect) Dialects.class.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "contract.dialect must be a constant of Dialects or a class with a public constructor: " + name, e);
        }
    }
}
