package io.intercomsync.jdbc.internal.connect;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Opens connections to a URL. Its messages never name the URL, which may hold a password. */
public final class UrlSource implements ConnectionSource {
    private final String url;
    private final Properties properties = new Properties();
    private String driver = "";

    public UrlSource(String url) {
        this.url = requireNonNull(url, "url");
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("The URL of a database begins with jdbc:");
        }
    }

    /** Adds the properties that a dialect asks for; the URL may override them. */
    public void properties(Map<String, String> added) {
        properties.putAll(added);
    }

    /**
     * Sets the Maven coordinates of the driver, for the message that it is missing.
     *
     * @param coordinates empty if they are not known
     */
    public void driver(String coordinates) {
        driver = coordinates;
    }

    public void user(String user) {
        properties.setProperty("user", user);
    }

    public void password(String password) {
        properties.setProperty("password", password);
    }

    @Override
    public Optional<DatabaseAddress> address() {
        return Optional.of(DatabaseAddress.of(url));
    }

    @Override
    public String user() {
        return properties.getProperty("user", "");
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = driver().connect(url, properties);
        if (connection == null) {
            throw noDriver();
        }
        return connection;
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw noDriver();
        }
    }

    private SinkException noDriver() {
        int end = url.indexOf(':', "jdbc:".length());
        return new SinkException("No JDBC driver on the class path takes a URL that begins with "
                + (end < 0 ? "jdbc:" : url.substring(0, end + 1))
                + ". Correct the URL, or add the driver of the database"
                + (driver.isEmpty() ? "" : ", " + driver));
    }
}
