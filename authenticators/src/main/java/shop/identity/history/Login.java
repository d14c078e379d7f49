package shop.identity.history;

import java.time.Instant;

/**
 * One that is kept.
 *
 * @param network          as {@link shop.identity.limits.Network} has it: what a customer recognises, and of an IPv6 address
 *                         no more than that
 * @param client           its client id; null when Keycloak did not say
 * @param way              as {@link shop.identity.customer.LoginWay} names it
 * @param identityProvider its alias; null for the other ways
 */
record Login(Instant at, String network, String client, String way, String identityProvider) {}
