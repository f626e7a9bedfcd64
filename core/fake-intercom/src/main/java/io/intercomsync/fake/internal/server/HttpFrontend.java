package io.intercomsync.fake.internal.server;

/** The HTTP server of a fake: passes every request to the handler. */
public interface HttpFrontend extends AutoCloseable {

    int port();

    @Override
    void close();
}
