package shop.identity.erasure.blocking;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a service said about one customer. */
record ServiceAnswer(Business business, int status, byte[] body) {

    private static final int OK = 200;

    /** An id is repeated to whoever asks: it is one, and no text of somebody's. */
    private static final Pattern ID = Pattern.compile("[\\w.:-]{1,100}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @return empty: nothing is going on */
    List<StillOpen.Item> open() throws NoClearAnswer {
        if (status != OK) {
            throw new NoClearAnswer("the " + business.service() + " service answered " + status);
        }
        List<StillOpen.Item> open = new ArrayList<>();
        for (JsonNode each : list()) {
            JsonNode id = each.path("id");
            JsonNode state = each.path("status");
            if (!id.isTextual()
                    || !state.isTextual()
                    || !ID.matcher(id.textValue()).matches()) {
                throw nonsense();
            }
            if (!business.isOver(state.textValue())) {
                open.add(new StillOpen.Item(business.service(), id.textValue()));
            }
        }
        return open;
    }

    private JsonNode list() throws NoClearAnswer {
        try {
            JsonNode list = JSON.readTree(body);
            if (list != null && list.isArray()) {
                return list;
            }
        } catch (IOException e) {
            // Said below: its message repeats the body.
        }
        throw nonsense();
    }

    private NoClearAnswer nonsense() {
        return new NoClearAnswer(
                "the " + business.service() + " service answered something else than " + business.path());
    }
}
