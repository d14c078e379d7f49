package shop.identity.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.identity.problem.RequestFields;
import shop.identity.text.TextFields;

/** Reads the fields of a postal address, and holds them against what the country's post needs. */
final class PostalFields {

    private static final int LONGEST_LINE = 100;
    private static final int LONGEST_POSTAL_CODE = 16;
    private static final int LONGEST_PHONE = 32;
    private static final int MOST_STREET_LINES = 4;

    private static final String STREET_LINES = "streetLines";
    private static final String POSTAL_CODE = "postalCode";
    private static final String REGION = "region";
    private static final String COUNTRY = "country";
    private static final String PHONE = "phone";

    private final RequestFields fields;
    private final TextFields text;
    private final AddressFormats formats;

    PostalFields(RequestFields fields, AddressFormats formats) {
        this.fields = fields;
        this.text = new TextFields(fields);
        this.formats = formats;
    }

    /** What is wrong is told to the fields; then the rest is not to be used. */
    PostalAddress where() {
        // First of all: what the others have to be depends on it.
        Optional<AddressFormat> format = country();
        Optional<String> recipient = text.neededLine("recipient", LONGEST_LINE, "is needed");
        Optional<String> company = text.line("company", LONGEST_LINE);
        List<String> streetLines = streetLines();
        Optional<String> city = line(format, AddressPart.CITY, "city", LONGEST_LINE);
        Optional<String> region = region(format);
        Optional<String> postalCode = postalCode(format, region);
        return new PostalAddress(
                recipient.orElse(null),
                company.orElse(null),
                streetLines,
                postalCode.orElse(null),
                city.orElse(null),
                region.orElse(null),
                format.map(AddressFormat::country).orElse(null),
                phone(format).orElse(null));
    }

    private Optional<AddressFormat> country() {
        Optional<String> code = text.neededLine(COUNTRY, LONGEST_LINE, "is needed");
        Optional<AddressFormat> format = code.flatMap(formats::of);
        if (code.isPresent() && format.isEmpty()) {
            fields.wrong(COUNTRY, "has to be a country's code of two letters (ISO 3166-1), such as DE");
        }
        return format;
    }

    /** Lines with nothing in them are left out. */
    private List<String> streetLines() {
        boolean given = fields.has(STREET_LINES);
        Optional<List<String>> typed = fields.texts(STREET_LINES);
        List<String> lines = new ArrayList<>();
        for (String line : typed.orElse(List.of())) {
            Optional<String> read = text.read(STREET_LINES, line, LONGEST_LINE);
            if (read.isEmpty()) {
                return List.of();
            }
            read.filter(one -> !one.isEmpty()).ifPresent(lines::add);
        }
        if (lines.size() > MOST_STREET_LINES) {
            fields.wrong(STREET_LINES, "has more than " + MOST_STREET_LINES + " lines");
        } else if (lines.isEmpty() && (!given || typed.isPresent())) {
            fields.wrong(STREET_LINES, "is needed");
        }
        return lines;
    }

    private Optional<String> line(Optional<AddressFormat> format, AddressPart part, String name, int longest) {
        return format.filter(of -> of.needs(part))
                .map(of -> text.neededLine(name, longest, "is needed in " + of.country()))
                .orElseGet(() -> text.line(name, longest));
    }

    private Optional<String> region(Optional<AddressFormat> format) {
        Optional<String> typed = line(format, AddressPart.REGION, REGION, LONGEST_LINE);
        if (typed.isEmpty() || format.filter(AddressFormat::checksRegion).isEmpty()) {
            return typed;
        }
        Optional<Region> region = format.get().regions().find(typed.get());
        if (region.isEmpty()) {
            fields.wrong(REGION, "has to be one of " + format.get().country());
        }
        return region.map(Region::name);
    }

    private Optional<String> postalCode(Optional<AddressFormat> format, Optional<String> region) {
        Optional<String> typed = line(format, AddressPart.POSTAL_CODE, POSTAL_CODE, LONGEST_POSTAL_CODE);
        if (typed.isEmpty() || format.isEmpty()) {
            return typed;
        }
        AddressFormat of = format.get();
        Optional<String> code = of.postalCodes().read(typed.get());
        if (code.isEmpty()) {
            fields.wrong(
                    POSTAL_CODE,
                    "has to be one of " + of.country() + ", such as "
                            + of.postalCodes().example());
        } else if (of.isAstray(code.get(), region)) {
            fields.wrong(POSTAL_CODE, "is not in that region");
        }
        return code;
    }

    private Optional<String> phone(Optional<AddressFormat> format) {
        Optional<String> typed = text.line(PHONE, LONGEST_PHONE);
        if (typed.isEmpty() || format.isEmpty()) {
            return typed;
        }
        Optional<String> number = PhoneNumbers.read(typed.get(), format.get().country());
        if (number.isEmpty()) {
            fields.wrong(PHONE, "has to be a valid telephone number, such as +4930901820");
        }
        return number;
    }
}
