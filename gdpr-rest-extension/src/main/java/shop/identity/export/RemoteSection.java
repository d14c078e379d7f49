package shop.identity.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.http.impl.client.CloseableHttpClient;
import org.keycloak.connections.httpclient.HttpClientProvider;
import shop.identity.remote.RemoteData;
import shop.identity.remote.RemoteService;

/** What other services keep of the customer, as far as they are asked. One that does not answer is named, and holds up nobody. */
record RemoteSection(RemoteData data) implements Section {

    @Override
    public void write(Subject subject, Json to) throws IOException {
        List<RemoteService> services = data.services();
        CloseableHttpClient client = services.isEmpty()
                ? null
                : subject.session().getProvider(HttpClientProvider.class).getHttpClient();
        to.object("remote", () -> {
            for (RemoteService service : services) {
                Optional<List<RemoteData.Answer>> answers =
                        data.of(client, service, subject.customer().getId());
                write(service.name(), answers, to);
            }
        });
    }

    static void write(String service, Optional<List<RemoteData.Answer>> answers, Json to) throws IOException {
        to.object(service, () -> {
            to.yes("complete", answers.isPresent());
            to.list("answers", () -> {
                for (RemoteData.Answer answer : answers.orElse(List.of())) {
                    to.object(() -> {
                        to.text("path", answer.path());
                        to.to().writeFieldName("data");
                        to.to().writeTree(answer.data());
                    });
                }
            });
        });
    }
}
