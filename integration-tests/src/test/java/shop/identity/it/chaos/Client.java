package shop.identity.it.chaos;

import java.util.random.RandomGenerator;

/** Someone with one request after the other. */
@FunctionalInterface
interface Client {

    /**
     * One operation, written down in the ledger if it was sent.
     *
     * @param node the node to ask, 0 or 1
     * @throws Exception when there is no clear answer
     */
    void act(int node, RandomGenerator random) throws Exception;
}
