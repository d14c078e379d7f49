package shop.identity.outbox;

/** Judges payloads before they are written. */
@FunctionalInterface
public interface PayloadCheck {

    /** @return whether the payload obeys the schema; true when the schema is not known */
    boolean isSound(String dataSchema, String payload);
}
