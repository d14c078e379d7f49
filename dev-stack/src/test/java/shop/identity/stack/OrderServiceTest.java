package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderServiceTest {

    private static final String ORDERS = "[{\"id\":\"o-1\",\"status\":\"OPEN\",\"recipient\":\"Ada\"}]";

    private OrderService orders;
    private Http http;

    @BeforeEach
    void start() {
        orders = new OrderService(Ports.free().order(), "http://localhost:8080");
        orders.start();
        http = new Http(orders.url());
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    @Test
    void givesBackTheOrdersThatWereSet() throws Exception {
        assertThat(http.get("/customers/c-1/orders").body()).isEqualTo("[]");
        assertThat(http.send("PUT", "/customers/c-1/orders", ORDERS).statusCode())
                .isEqualTo(204);

        HttpResponse<String> answer = http.get("/customers/c-1/orders");

        assertThat(answer.body()).isEqualTo(ORDERS);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(http.get("/customers/c-2/orders").body()).isEqualTo("[]");
    }

    @Test
    void anonymisesOncePerKey() throws Exception {
        http.send("PUT", "/customers/c-1/orders", ORDERS);
        String first = http.send("POST", "/customers/c-1/anonymise", "", "Idempotency-Key", "k1")
                .body();

        String again = http.send("POST", "/customers/c-1/anonymise", "", "Idempotency-Key", "k1")
                .body();

        assertThat(again).isEqualTo(first).contains("\"execution\":1", "\"orders\":1");
        assertThat(orders.executions("c-1")).isEqualTo(1);
        assertThat(http.get("/customers/c-1/anonymise").body()).isEqualTo("{\"executions\":1}");
        assertThat(http.get("/customers/c-1/orders").body()).isEqualTo("[{\"id\":\"o-1\",\"status\":\"OPEN\"}]");
        http.send("POST", "/customers/c-1/anonymise", "", "Idempotency-Key", "k2");
        assertThat(orders.executions("c-1")).isEqualTo(2);
    }

    @Test
    void anonymisingNeedsAKey() throws Exception {
        HttpResponse<String> answer = http.send("POST", "/customers/c-1/anonymise", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    [{"id":"o-1","status":"LOST"}]               | [0].status
                    [{"id":"o-1","status":"OPEN"},{"id":"o-2"}]  | [1].status
                    [{"status":"OPEN"}]                          | [0].id
                    [{"id":"o-1","status":"OPEN","size":1}]      | [0].size
                    {}                                           | body
                    nonsense                                     | body
                    """)
    void namesTheFieldThatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = http.send("PUT", "/customers/c-1/orders", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void unknownPathsAndMethodsAreProblems() throws Exception {
        assertThat(http.get("/customers/c-1/invoices").statusCode()).isEqualTo(404);
        assertThat(http.get("/nowhere").body()).contains("\"status\":404");
        assertThat(http.send("DELETE", "/customers/c-1/orders", "").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aFaultHitsAsOftenAsAsked() throws Exception {
        http.send("PUT", "/faults", "{\"status\":503,\"times\":2}");

        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(503);
        assertThat(http.get("/faults").statusCode()).isEqualTo(200);
        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(503);
        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultWithoutTimesStaysUntilItIsRemoved() throws Exception {
        http.send("PUT", "/faults", "{\"delayMillis\":300}");

        long begin = System.nanoTime();
        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000L);

        http.send("PUT", "/faults", "{\"status\":500}");
        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(500);
        http.send("DELETE", "/faults", "");
        assertThat(http.get("/customers/c-1/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultCanBeNonsense() throws Exception {
        http.send("PUT", "/faults", "{\"body\":\"<html>\",\"times\":1}");

        HttpResponse<String> answer = http.get("/customers/c-1/orders");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<html>");
        assertThat(http.get("/customers/c-1/orders").body()).isEqualTo("[]");
    }

    @Test
    void aFaultCanBeAnAnswerThatHangs() throws Exception {
        http.send("PUT", "/faults", "{\"stallMillis\":300}");

        long begin = System.nanoTime();
        assertThat(http.get("/customers/c-1/orders").body()).isEqualTo("[]");
        assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"status":200}       | status
                    {"status":"503"}     | status
                    {"delayMillis":-1}   | delayMillis
                    {"times":0}          | times
                    {"percent":5}        | percent
                    """)
    void aFaultThatMakesNoSenseIsRefused(String body, String field) throws Exception {
        HttpResponse<String> answer = http.send("PUT", "/faults", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void listsWhatItReceived() throws Exception {
        http.send("PUT", "/faults", "{\"status\":503,\"times\":1}");
        http.send("POST", "/customers/c-1/anonymise", "", "Idempotency-Key", "k1");
        http.send("PUT", "/customers/c-1/orders", ORDERS);

        assertThat(orders.requests())
                .extracting(ReceivedRequest::method, ReceivedRequest::idempotencyKey, ReceivedRequest::status)
                .containsExactly(tuple("POST", "k1", 503), tuple("PUT", null, 204));
        assertThat(http.get("/requests").body()).contains("/customers/c-1/anonymise", "\"idempotencyKey\":\"k1\"");
        http.send("DELETE", "/requests", "");
        assertThat(http.get("/requests").body()).isEqualTo("[]");
    }

    @Test
    void servesTheStorefront() throws Exception {
        assertThat(http.get("/").body())
                .contains("data-issuer=\"http://localhost:8080/realms/shop\"")
                .doesNotContain("@ISSUER@");
        assertThat(http.get("/storefront.js").headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
        assertThat(http.get("/storefront.css").statusCode()).isEqualTo(200);
        assertThat(http.get("/?code=1&state=2").statusCode()).isEqualTo(200);
    }
}
