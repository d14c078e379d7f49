package shop.identity.sms;

import java.util.UUID;
import shop.identity.sealing.Sealed;

/**
 * A text message as it waits in the table {@code SHOP_SMS}.
 *
 * @param content   a {@link SmsContent}
 * @param isExpired whether it has become of no use
 */
record QueuedSms(UUID id, String realmId, String userId, Sealed content, boolean isExpired) {}
