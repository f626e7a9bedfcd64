package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.Call;

@Timeout(60)
class CallCancellerTest {
    private final BlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void K80_an_interrupt_that_could_not_be_scheduled_is_heard_with_the_next_call() throws Exception {
        CallCanceller canceller = new CallCanceller(noMemoryAtFirst());
        Waiting waiting = new Waiting(canceller, () -> {});
        waiting.thread.interrupt();
        assertThat(looks).isEmpty();

        Waiting next = new Waiting(canceller, () -> {});
        looks.take().run();

        assertThat(waiting.end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        next.socket.close();
        assertThat(next.end.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void K80_a_call_that_cannot_be_cancelled_does_not_keep_the_others_from_hearing_of_theirs() throws Exception {
        CallCanceller canceller = new CallCanceller(looks::add);
        Runnable broken = () -> {
            throw new StackOverflowError();
        };
        Waiting one = new Waiting(canceller, broken);
        Waiting other = new Waiting(canceller, () -> {});
        Waiting third = new Waiting(canceller, broken);
        one.thread.interrupt();
        other.thread.interrupt();
        third.thread.interrupt();

        looks.take().run();

        assertThat(other.end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        one.socket.close();
        third.socket.close();
    }

    private Executor noMemoryAtFirst() {
        return look -> {
            if (asked.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            looks.add(look);
        };
    }

    /** A call that waits at a socket, on a thread of its own, until it is cancelled: a socket hears of no interrupt. */
    private static final class Waiting {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private final Thread thread;

        /** @param cancelling what happens before it is cancelled */
        Waiting(CallCanceller canceller, Runnable cancelling) throws Exception {
            CountDownLatch waits = new CountDownLatch(1);
            Call<?> call = (Call<?>) Proxy.newProxyInstance(
                    Waiting.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("cancel")) {
                            cancelling.run();
                            socket.close();
                            return null;
                        }
                        waits.countDown();
                        return socket.accept();
                    });
            thread = new Thread(() -> {
                try {
                    canceller.execute(call);
                } catch (IOException | InterruptedException e) {
                    end.complete(e);
                }
            });
            thread.start();
            waits.await();
        }
    }
}
