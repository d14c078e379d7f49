package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.representations.idm.GroupRepresentation;

/** What staff do to groups in the console, by the requests that it makes. */
record Console(SegmentRealm realm) {

    GroupRepresentation root() {
        return realm.resource().groups().groups("segments", 0, 10).get(0);
    }

    /** As the console makes one. */
    String group(String parent, String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (Response answer = parent == null
                ? realm.resource().groups().add(group)
                : realm.resource().groups().group(parent).subGroup(group)) {
            assertThat(answer.getStatus()).isEqualTo(201);
            String location = answer.getLocation().getPath();
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }

    void move(String group, String name, String parent) {
        GroupRepresentation moved = new GroupRepresentation();
        moved.setId(group);
        moved.setName(name);
        try (Response answer = parent == null
                ? realm.resource().groups().add(moved)
                : realm.resource().groups().group(parent).subGroup(moved)) {
            assertThat(answer.getStatus()).isEqualTo(204);
        }
    }

    List<String> names() {
        return Stream.iterate(0, i -> i + 1)
                .limit(realm.api().get("").json().size())
                .map(i -> realm.api().get("").json().get(i).get("name").asText())
                .toList();
    }
}
