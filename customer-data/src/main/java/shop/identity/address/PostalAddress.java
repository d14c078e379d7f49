package shop.identity.address;

import java.util.List;

/**
 * Who gets something, and where.
 *
 * @param company     null, as are {@code postalCode}, {@code city} and {@code region}, where there is none
 * @param streetLines what stands above the city, from top to bottom; never empty
 * @param region      the state, province or prefecture
 * @param country     ISO 3166-1 alpha-2
 * @param phone       E.164; null when there is none
 */
record PostalAddress(
        String recipient,
        String company,
        List<String> streetLines,
        String postalCode,
        String city,
        String region,
        String country,
        String phone) {

    PostalAddress {
        streetLines = List.copyOf(streetLines);
    }
}
