<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopVerifyEmailSubject")}</@mail.heading>
<@mail.text>${msg("shopVerifyEmailLead", realmName)}</@mail.text>
<@mail.button href=link>${msg("shopVerifyEmailButton")}</@mail.button>
<@mail.text>${msg("shopVerifyEmailCode")}</@mail.text>
<@mail.digits code=code />
<@mail.note>${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))} ${msg("shopMailNewestCounts")}</@mail.note>
<@mail.note>${msg("shopVerifyEmailNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
