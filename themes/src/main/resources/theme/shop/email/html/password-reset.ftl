<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("passwordResetSubject")}</@mail.heading>
<@mail.text>${msg("passwordResetLead", realmName)}</@mail.text>
<@mail.button href=link>${msg("passwordResetButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("passwordResetNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
