package shop.identity.address;

import java.util.Optional;
import shop.identity.problem.RequestFields;

/** Reads from a body what a customer wants an address to be. */
final class AddressFields {

    private static final String KIND = "kind";

    private final RequestFields fields;
    private final AddressFormats formats;

    AddressFields(RequestFields fields, AddressFormats formats) {
        this.fields = fields;
        this.formats = formats;
    }

    /**
     * Of an address that is there, so that what was shown can be sent back.
     *
     * @throws shop.identity.problem.Refusal naming each field that is wrong
     */
    AddressDraft draftOf(String id) {
        if (fields.text("id").filter(named -> !named.equals(id)).isPresent()) {
            fields.wrong("id", "is another one than the address has");
        }
        return draft();
    }

    /** @throws shop.identity.problem.Refusal naming each field that is wrong */
    AddressDraft draft() {
        Optional<AddressKind> kind = kind();
        Optional<Boolean> isDefault = fields.flag("default");
        PostalAddress where = new PostalFields(fields, formats).where();
        fields.refuseOthers();
        return new AddressDraft(kind, isDefault, where);
    }

    private Optional<AddressKind> kind() {
        Optional<String> name = fields.text(KIND);
        Optional<AddressKind> kind = name.flatMap(AddressKind::named);
        if (name.isPresent() && kind.isEmpty()) {
            fields.wrong(KIND, "has to be shipping or billing");
        }
        return kind;
    }
}
