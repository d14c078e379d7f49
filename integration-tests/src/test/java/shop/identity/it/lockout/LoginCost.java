package shop.identity.it.lockout;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import shop.identity.it.ground.Ground;

/** A row of the table in {@code docs/operation.md}: what Keycloak asks of the database, and what the pack adds. */
record LoginCost(String login, int statements, int transactions, int moreStatements, int moreTransactions) {

    static LoginCost inDocs(String login) throws IOException {
        List<String> cells = Files.readAllLines(Ground.ROOT.resolve("docs/operation.md")).stream()
                .filter(line -> line.startsWith("| " + login + " |"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .findAny()
                .orElseThrow(() -> new AssertionError("docs/operation.md has no row \"" + login + "\""));
        return new LoginCost(
                cells.get(1),
                Integer.parseInt(cells.get(2)),
                Integer.parseInt(cells.get(3)),
                Integer.parseInt(cells.get(4)),
                Integer.parseInt(cells.get(5)));
    }
}
