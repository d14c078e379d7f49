<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopPasswordChangedSubject")}</@mail.heading>
<@mail.text>${msg("shopPasswordChangedLead", realmName, shopChangedAt)}</@mail.text>
<@mail.text>${msg("shopPasswordChangedYou")}</@mail.text>
<@mail.text>${msg("shopPasswordChangedNotYou")}</@mail.text>
<@mail.button href=resetLink>${msg("shopResetPasswordButton")}</@mail.button>
<@mail.closing />
</@layout.emailLayout>
