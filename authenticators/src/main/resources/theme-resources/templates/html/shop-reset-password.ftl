<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopResetPasswordSubject")}</@mail.heading>
<@mail.text>${msg("shopResetPasswordLead", realmName)}</@mail.text>
<@mail.button href=link>${msg("shopResetPasswordButton")}</@mail.button>
<@mail.note>${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))} ${msg("shopMailNewestCounts")}</@mail.note>
<@mail.note>${msg("shopResetPasswordNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
