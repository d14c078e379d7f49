package shop.identity.address;

import java.util.Optional;
import java.util.Set;

/**
 * How addresses are written in a country.
 *
 * @param country ISO 3166-1 alpha-2
 * @param needed  what the post cannot do without
 */
record AddressFormat(String country, Set<AddressPart> needed, PostalCodes postalCodes, Regions regions) {

    boolean needs(AddressPart part) {
        return needed.contains(part);
    }

    /**
     * Where the post needs the region, it has to be one of the country's. Elsewhere it is text: letters arrive without it,
     * and lists of regions grow old.
     */
    boolean checksRegion() {
        return needs(AddressPart.REGION) && regions.areKnown();
    }

    /** @param region in one of its spellings */
    boolean isAstray(String postalCode, Optional<String> region) {
        return checksRegion()
                && region.flatMap(regions::find)
                        .filter(known -> !known.has(postalCode))
                        .isPresent();
    }
}
