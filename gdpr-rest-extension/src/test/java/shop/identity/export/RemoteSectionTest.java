package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.remote.RemoteData;

@Tag("GD-8")
class RemoteSectionTest {

    private static String section(Optional<List<RemoteData.Answer>> answers) {
        return Written.by(to -> to.object(() -> RemoteSection.write("order", answers, to)));
    }

    @Test
    void whatItShows() {
        assertThat(section(Optional.of(List.of(new RemoteData.Answer("/{id}", IntNode.valueOf(1))))))
                .isEqualTo("{\"order\":{\"complete\":true,\"answers\":[{\"path\":\"/{id}\",\"data\":1}]}}");
    }

    @Test
    void whatItDoesNotShowIsSaid() {
        assertThat(section(Optional.empty())).isEqualTo("{\"order\":{\"complete\":false,\"answers\":[]}}");
    }
}
