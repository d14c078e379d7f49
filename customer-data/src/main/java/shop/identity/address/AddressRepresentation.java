package shop.identity.address;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An address as its customer sees it, and may send it back.
 *
 * @param kind {@code shipping} or {@code billing}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AddressRepresentation(
        String id,
        String kind,
        @JsonProperty("default") boolean isDefault,
        String recipient,
        String company,
        List<String> streetLines,
        String postalCode,
        String city,
        String region,
        String country,
        String phone) {

    static AddressRepresentation of(Address address) {
        PostalAddress where = address.where();
        return new AddressRepresentation(
                address.id(),
                address.kind().wireName(),
                address.isDefault(),
                where.recipient(),
                where.company(),
                where.streetLines(),
                where.postalCode(),
                where.city(),
                where.region(),
                where.country(),
                where.phone());
    }
}
