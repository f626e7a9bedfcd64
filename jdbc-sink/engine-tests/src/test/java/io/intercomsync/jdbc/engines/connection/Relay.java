package io.intercomsync.jdbc.engines.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and a server, and may swallow their messages like a cut cable. */
final class Relay implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("(?:localhost|127\\.0\\.0\\.1):(\\d+)");

    private final ServerSocket listener;
    private final String url;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean isMute;

    Relay(String url) throws IOException {
        this.url = url;
        Matcher found = PORT.matcher(url);
        if (!found.find()) {
            throw new IllegalArgumentException(url);
        }
        port = Integer.parseInt(found.group(1));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private interface CrashWork {
        void run() throws IOException;
    }

    private static void daemon(CrashWork work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The connection is gone, and so is the relay.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(client);
            sockets.add(server);
            daemon(() -> copy(client, server));
            daemon(() -> copy(server, client));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[8192];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            if (!isMute) {
                out.write(bytes, 0, read);
            }
        }
    }

    String url() {
        return PORT.matcher(url).replaceFirst("127.0.0.1:" + listener.getLocalPort());
    }

    void mute() {
        isMute = true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
