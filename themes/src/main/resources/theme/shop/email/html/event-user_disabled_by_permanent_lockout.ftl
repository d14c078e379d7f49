<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("eventUserDisabledByPermanentLockoutSubject")}</@mail.heading>
<@mail.text>${msg("eventUserDisabledByPermanentLockoutLead", realmName, event.date)}</@mail.text>
<@mail.text>${msg("eventUserDisabledByPermanentLockoutHelp")}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
