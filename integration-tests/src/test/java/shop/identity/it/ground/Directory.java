package shop.identity.it.ground;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.net.InetAddress;

/** An LDAP server of its own, as a shop may have had one before: people below {@link #PEOPLE}, with passwords. */
public final class Directory implements AutoCloseable {

    public static final String PEOPLE = "ou=people,dc=example,dc=com";
    public static final String MANAGER = "cn=manager";
    public static final String PASSWORD = "directory-4711";

    private final InMemoryDirectoryServer server;

    public Directory() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.addAdditionalBindCredentials(MANAGER, PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.add("dc=example,dc=com", new Attribute("objectClass", "domain"), new Attribute("dc", "example"));
        server.add(PEOPLE, new Attribute("objectClass", "organizationalUnit"), new Attribute("ou", "people"));
        server.startListening();
    }

    public String url() {
        return "ldap://127.0.0.1:" + server.getListenPort();
    }

    /** Somebody who can log in with {@link Registration#PASSWORD}. */
    public void add(String email) throws LDAPException {
        server.add(
                dn(email),
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", email),
                new Attribute("mail", email),
                new Attribute("cn", "Erika"),
                new Attribute("sn", "Mustermann"),
                new Attribute("userPassword", Registration.PASSWORD));
    }

    public void remove(String email) throws LDAPException {
        server.delete(dn(email));
    }

    public void changeLastName(String email, String lastName) throws LDAPException {
        server.modify(dn(email), new Modification(ModificationType.REPLACE, "sn", lastName));
    }

    /** The user name only, not the address. */
    public void changeUserName(String email, String userName) throws LDAPException {
        server.modifyDN(dn(email), "uid=" + userName, true);
    }

    public boolean has(String email) throws LDAPException {
        return server.getEntry(dn(email)) != null;
    }

    private static String dn(String email) {
        return "uid=" + email + "," + PEOPLE;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
