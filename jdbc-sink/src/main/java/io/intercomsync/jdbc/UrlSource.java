package io.intercomsync.jdbc;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections to a URL. No message of its own names the URL, which may hold a password. */
final class UrlSource implements Connections.Source {
    private static final String SECONDS_TO_LOG_IN = "30";

    private final String url;
    private final Properties properties = new Properties();

    UrlSource(String url) {
        this.url = requireNonNull(url, "url");
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("The URL of a database begins with jdbc:");
        }
        if (url.startsWith("jdbc:postgresql:")) {
            // The detail of a server's error repeats the row's data.
            properties.setProperty("logServerErrorDetail", "false");
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("loginTimeout", SECONDS_TO_LOG_IN); // the URL may say otherwise
        }
    }

    void user(String user) {
        properties.setProperty("user", user);
    }

    void password(String password) {
        properties.setProperty("password", password);
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
                + " Correct the URL, or add the driver of the database");
    }
}
