<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("emailVerificationSubject")}</@mail.heading>
<@mail.text>${msg("emailVerificationLead", realmName)}</@mail.text>
<@mail.button href=link>${msg("emailVerificationButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("emailVerificationNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
