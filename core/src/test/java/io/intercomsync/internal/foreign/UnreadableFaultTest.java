package io.intercomsync.internal.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An exception of the application may throw when it is read. */
class UnreadableFaultTest {
    private static final Changes CHANGES = new Changes(List.of(), List.of(), new Checkpoint("workspace", "tags", "{}"));

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new NoClassDefFoundError();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new StackOverflowError();
        }
    }

    @Test
    void K107_an_exception_whose_methods_throw_can_be_told_and_logged() {
        Throwable fault = new Unreadable();

        assertThat(ForeignCode.isInterrupt(fault)).isFalse();
        assertThat(ForeignCode.messageOf(fault)).isEqualTo(Unreadable.class.getName());
        assertThat(RedactedTrace.of(new IllegalStateException("words", fault)))
                .hasMessage(IllegalStateException.class.getName())
                .hasRootCauseMessage(Unreadable.class.getName());
    }

    @Test
    void K107_a_sink_whose_cause_cannot_be_read_fails_with_its_own_words() {
        Sink sink = ForeignCode.sink(changes -> {
            throw SinkException.withoutWords("Cannot write", new Unreadable());
        });

        assertThatThrownBy(() -> sink.write(CHANGES)).hasMessage("Cannot write");
    }
}
