<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopAccountExistsSubject")}</@mail.heading>
<@mail.text>${msg("shopAccountExistsLead", realmName)}</@mail.text>
<@mail.button href=loginLink>${msg("shopAccountExistsButton")}</@mail.button>
<@mail.text>${msg("shopAccountExistsForgotten")} <a href="${resetLink}">${msg("shopResetPasswordButton")}</a></@mail.text>
<@mail.note>${msg("shopAccountExistsNotYou")}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
