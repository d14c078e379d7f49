<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("eventUpdateTotpSubject")}</@mail.heading>
<@mail.text>${msg("eventUpdateTotpLead", realmName, event.date, event.ipAddress!"–")}</@mail.text>
<@mail.text>${msg("eventNotYou")}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
