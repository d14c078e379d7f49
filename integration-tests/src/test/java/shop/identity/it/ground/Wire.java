package shop.identity.it.ground;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import shop.identity.stack.PostgresServer;

/** A way to the database that can be slow. */
public final class Wire implements AutoCloseable {

    private final ServerSocket door;
    private final int database;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;

    public Wire(PostgresServer postgres) {
        try {
            door = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        inBackground(this::accept);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + "/" + PostgresServer.NAME;
    }

    /** Each answer takes so much longer. */
    public void slow(Duration perAnswer) {
        delay = perAnswer;
    }

    private static final class Connection {
        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void close() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.close();
                } catch (IOException alreadyClosed) {
                    // That is what was wanted.
                }
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connect(client);
            } catch (IOException closed) {
                // The loop ends with the door.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Connection connection = new Connection(client, new Socket("127.0.0.1", database));
            client.setTcpNoDelay(true);
            connection.server.setTcpNoDelay(true);
            connections.add(connection);
            inBackground(() -> pump(connection, client, connection.server, false));
            inBackground(() -> pump(connection, connection.server, client, true));
        } catch (IOException databaseAway) {
            client.close();
        }
    }

    private void pump(Connection connection, Socket from, Socket to, boolean isAnswer) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (isAnswer && !delay.isZero()) {
                    Pause.of(delay);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException gone) {
            // Said by closing both ends.
        }
        connections.remove(connection);
        connection.close();
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(Connection::close);
    }
}
