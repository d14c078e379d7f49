<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("emailUpdateConfirmationSubject")}</@mail.heading>
<@mail.text>${msg("emailUpdateConfirmationLead", realmName, newEmail)}</@mail.text>
<@mail.button href=link>${msg("emailUpdateConfirmationButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("emailUpdateConfirmationNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
