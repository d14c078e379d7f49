package shop.identity.server;

import shop.identity.queue.Transactions;

/** Transactions that are given up when they take too long. One that was may still be committed. */
public record PromptTransactions(Promptly promptly, Transactions transactions) implements Transactions {

    @Override
    public <T> T call(Work<T> work) {
        return promptly.call(() -> transactions.call(work));
    }
}
