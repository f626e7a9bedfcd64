package io.intercomsync.sink;

/**
 * A sink that tells what a write did. The engine asks after each write, on the same thread. A sink that implements this
 * finds rows that its destination refuses for their data by itself, keeps each out with its children, and stores the rest.
 */
public interface ReportingSink extends Sink {

    /** What the last {@link #write(Changes)} on this thread did. */
    WriteResult lastWrite();
}
