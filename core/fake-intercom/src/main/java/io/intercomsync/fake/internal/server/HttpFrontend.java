package io.intercomsync.fake.internal.server;

/** The HTTP side: hands every request to the handler. */
public interface HttpFrontend extends AutoCloseable {

    int port();

    @Override
    void close();
}
