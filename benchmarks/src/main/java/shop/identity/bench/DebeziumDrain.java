package shop.identity.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The rival: Debezium's embedded engine with the connector configuration that ships in {@code cdc/}, in a process without
 * Keycloak, reading the inserts of the backlog from PostgreSQL's log. Its start is not counted: the clock starts with the
 * first batch that it hands over.
 */
final class DebeziumDrain implements Contender {

    private final Backlog backlog;
    private final OutboxConnector connector;
    private final String bootstrapServers;

    DebeziumDrain(Backlog backlog, OutboxConnector connector, String bootstrapServers) {
        this.backlog = backlog;
        this.connector = connector;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public String name() {
        return "Debezium";
    }

    @Override
    public Rate drain(int events) {
        connector.createSlot();
        backlog.fillOutboxOnly(events);
        try (Published published = new Published(bootstrapServers, events);
                DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                                ChangeEventFormat.of(Connect.class))
                        .using(connector.configuration())
                        .using(published::ended)
                        .notifying(published)
                        .build()) {
            new Thread(engine, "debezium").start();
            return published.await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connector.dropSlot();
            backlog.clear();
        }
    }
}
