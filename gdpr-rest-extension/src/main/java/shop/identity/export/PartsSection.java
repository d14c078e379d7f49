package shop.identity.export;

import java.io.IOException;
import java.util.List;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** What each room of the pack, or anybody else's provider, keeps of the customer, under the id of its factory. */
final class PartsSection implements Section {

    @Override
    public void write(Subject subject, Json to) throws IOException {
        List<String> ids = subject.session()
                .getKeycloakSessionFactory()
                .getProviderFactoriesStream(PersonalData.class)
                .map(PersonalDataFactory.class::cast)
                .map(PersonalDataFactory::getId)
                .sorted()
                .toList();
        to.object("parts", () -> {
            for (String id : ids) {
                to.to().writeFieldName(id);
                subject.session()
                        .getProvider(PersonalData.class, id)
                        .export(subject.realm(), subject.customer().getId(), to.to());
            }
        });
    }
}
