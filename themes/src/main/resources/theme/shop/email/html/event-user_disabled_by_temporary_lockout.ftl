<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("eventUserDisabledByTemporaryLockoutSubject")}</@mail.heading>
<@mail.text>${msg("eventUserDisabledByTemporaryLockoutLead", realmName, event.date)}</@mail.text>
<@mail.text>${msg("eventUserDisabledByTemporaryLockoutNotYou")}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
