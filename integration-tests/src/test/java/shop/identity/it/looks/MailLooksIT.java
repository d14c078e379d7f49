package shop.identity.it.looks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.CaughtMail;

/** What arrives in a mailbox looks and reads like the shop. */
@OnGround
class MailLooksIT {

    @ParameterizedTest
    @CsvSource({
        "en, Please complete your account, Set a new password, Your Shop team",
        "de, Bitte vervollständigen Sie Ihr Konto, Ein neues Passwort setzen, Ihr Team von Shop",
        "vi, Vui lòng hoàn tất tài khoản của bạn, Đặt mật khẩu mới, Đội ngũ Shop"
    })
    @Tag("UX-1")
    void a_mail_is_in_the_customers_language_and_the_shops_looks_as_text_and_as_HTML(
            String language, String subject, String action, String closing, Ground ground) {
        String address = "looks-" + UUID.randomUUID() + "@example.com";
        try (AdminApi admin = ground.admin()) {
            UserRepresentation customer = AdminApi.person(address);
            customer.singleAttribute("locale", language);
            String id = admin.create(customer);

            admin.customer(id).executeActionsEmail(List.of("UPDATE_PASSWORD"));

            CaughtMail mail = Awaitility.await("a mail")
                    .until(() -> ground.mail().messagesTo(address), mails -> !mails.isEmpty())
                    .get(0);
            assertThat(mail.subject()).isEqualTo(subject);
            assertThat(mail.text()).contains("- " + action, closing).doesNotContain("</");
            assertThat(mail.html()).contains("<html lang=\"" + language + "\"", "class=\"shop-card\"", action, closing);
        }
    }
}
