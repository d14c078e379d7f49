package shop.identity.export;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Whose data it is, in the session that reads it. */
record Subject(KeycloakSession session, RealmModel realm, UserModel customer) {}
