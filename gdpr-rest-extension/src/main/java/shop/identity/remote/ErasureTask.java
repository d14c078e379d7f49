package shop.identity.remote;

import java.util.UUID;

/**
 * That a service has to erase a customer.
 *
 * @param id      what the service knows the task by, however often it is told
 * @param service its name
 */
record ErasureTask(UUID id, String realmId, String customerId, String service) {}
