package io.intercomsync.fake;

/** The HTTP side: hands every request to the handler. */
interface Server extends AutoCloseable {

    int port();

    @Override
    void close();
}
