package shop.identity.it.ground;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import shop.identity.stack.Stack;

/** The pages that customers and staff walk through, by what they see there. */
public final class CustomerPages {

    private CustomerPages() {}

    public static void fillRegistration(Page page, String email, String phone) {
        page.locator("#email").fill(email);
        page.locator("#firstName").fill("Erika");
        page.locator("#lastName").fill("Mustermann");
        page.locator("#password").fill(Registration.PASSWORD);
        page.locator("#password-confirm").fill(Registration.PASSWORD);
        page.locator("#phoneNumber").fill(phone);
        page.locator("#termsAccepted").check();
    }

    public static void logIn(Page page, String email) {
        page.locator("#username").fill(email);
        page.locator("#password").fill(Registration.PASSWORD);
        page.locator("#kc-login").click();
    }

    public static void openAccount(Page page, String baseUrl, String email) {
        page.navigate(baseUrl + "/realms/" + Stack.REALM + "/account/");
        logIn(page, email);
        PlaywrightAssertions.assertThat(page.locator("#firstName")).isVisible();
    }

    public static void changeFirstName(Page page, String firstName) {
        page.locator("#firstName").fill(firstName);
        page.locator("#save-btn").click();
        PlaywrightAssertions.assertThat(
                        page.getByText("Your account has been updated.").first())
                .isVisible();
    }

    /** Keycloak asks for the password again, unless the login is of the same second. */
    public static void deleteAccount(Page page, String baseUrl, String email) {
        openAccount(page, baseUrl, email);
        page.getByText("Delete account").first().click();
        page.locator("#delete-account-btn").click();
        page.locator("#password, #kc-submit").first().waitFor();
        if (page.locator("#password").isVisible()) {
            page.locator("#password").fill(Registration.PASSWORD);
            page.locator("#kc-login").click();
        }
        page.locator("#kc-submit").click();
        PlaywrightAssertions.assertThat(
                        page.getByText("User deleted successfully").first())
                .isVisible();
    }

    /** Staff switch the customer off and on again. */
    public static void toggleEnabled(Page page, String baseUrl, String customerId) {
        openConsole(page, baseUrl, Stack.REALM + "/users/" + customerId + "/settings");
        Locator enabled = page.locator("label:has([data-testid$='-switch'])").first();
        enabled.click();
        awaitSaved(
                page,
                "PUT",
                customerId,
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Disable"))
                        .click());
        // The page is drawn anew after saving: a click before that is lost.
        PlaywrightAssertions.assertThat(page.locator("[data-testid$='-switch']").first())
                .not()
                .isChecked();
        page.waitForTimeout(1000);
        awaitSaved(page, "PUT", customerId, enabled::click);
    }

    /**
     * Staff switch a disabled customer on, which is refused.
     *
     * @param word of the refusal
     * @return what the console shows
     */
    public static String enableInVain(Page page, String baseUrl, String realm, String customerId, String word) {
        openConsole(page, baseUrl, realm + "/users/" + customerId + "/settings");
        page.locator("label:has([data-testid$='-switch'])").first().click();
        Locator shown = page.getByText(word).first();
        shown.waitFor();
        return shown.textContent();
    }

    /** Staff delete all customers that the console lists of a realm. */
    public static void deleteEverybody(Page page, String baseUrl, String realm) {
        openConsole(page, baseUrl, realm + "/users");
        page.getByLabel("Select all rows").check();
        page.getByTestId("delete-user-btn").click();
        page.getByTestId("confirm").click();
        PlaywrightAssertions.assertThat(
                        page.getByText("The user has been deleted").first())
                .isVisible();
    }

    /** Staff put the customer into a group below another one, and take the customer out of it again. */
    public static void joinAndLeave(
            Page page, String baseUrl, String realm, String customerId, String parent, String group) {
        openConsole(page, baseUrl, realm + "/users/" + customerId + "/groups");
        page.getByTestId("add-group-button").click();
        page.getByTestId(parent).getByText(parent).click();
        page.locator("input[aria-label='" + group + "']").check();
        awaitSaved(page, "PUT", customerId, page.getByTestId("join-button")::click);
        page.getByTestId("leave-" + group).click();
        awaitSaved(page, "DELETE", customerId, page.getByTestId("confirm")::click);
    }

    private static void openConsole(Page page, String baseUrl, String place) {
        page.navigate(baseUrl + "/admin/master/console/#/" + place);
        page.locator("#username").fill(Stack.ADMIN);
        page.locator("#password").fill(Stack.ADMIN);
        page.locator("#kc-login").click();
    }

    private static void awaitSaved(Page page, String method, String customerId, Runnable click) {
        Response answer = page.waitForResponse(
                saved -> saved.request().method().equals(method) && saved.url().contains("/users/" + customerId),
                click);
        if (!answer.ok()) {
            throw new AssertionError("saving answered " + answer.status());
        }
    }
}
