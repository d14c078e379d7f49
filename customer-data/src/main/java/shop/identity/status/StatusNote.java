package shop.identity.status;

import java.time.Instant;
import shop.identity.customer.CustomerStatus;

/**
 * Why a customer is where staff put them.
 *
 * @param reason  null when they gave none
 * @param staffId Keycloak's id of who it was
 */
record StatusNote(CustomerStatus status, String reason, String staffId, Instant at) {}
