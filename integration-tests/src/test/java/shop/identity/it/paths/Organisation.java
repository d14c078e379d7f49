package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.OrganizationResource;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import shop.identity.it.ground.Ground;

/** An organisation whose people are at {@code example.com}, in a realm that has organisations. */
final class Organisation {

    private final Ground ground;
    private final OwnRealm realm;
    private final String id;

    Organisation(Ground ground, OwnRealm realm) {
        this.ground = ground;
        this.realm = realm;
        OrganizationRepresentation acme = new OrganizationRepresentation();
        acme.setName("acme");
        acme.addDomain(new OrganizationDomainRepresentation("example.com"));
        try (Response answer = realm.resource().organizations().create(acme)) {
            id = CreatedResponseUtil.getCreatedId(answer);
        }
    }

    OrganizationResource resource() {
        return realm.resource().organizations().get(id);
    }

    /** Somebody is invited, and registers by the link in the mail: from then on a managed member. */
    String registeredByInvitation(String email) throws IOException, InterruptedException {
        resource().members().inviteUser(email, "Erika", "Mustermann").close();
        int status = ground.registrationIn(realm.name())
                .open(linkSentTo(email))
                .submit(email, Map.of())
                .status();
        assertThat(status).isEqualTo(302);
        return ground.customerId(email).orElseThrow();
    }

    /** Keycloak escapes the text of its mails, too, as if it were HTML. */
    private String linkSentTo(String email) {
        String text = Awaitility.await("the invitation")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.mail().messagesTo(email), mails -> !mails.isEmpty())
                .get(0)
                .text();
        Matcher link = Pattern.compile("http://\\S+").matcher(text);
        assertThat(link.find()).isTrue();
        return link.group().replace("&#61;", "=").replace("&amp;", "&");
    }
}
