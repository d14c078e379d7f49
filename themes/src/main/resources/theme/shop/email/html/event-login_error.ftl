<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("eventLoginErrorSubject")}</@mail.heading>
<@mail.text>${msg("eventLoginErrorLead", realmName, event.date, event.ipAddress!"–")}</@mail.text>
<@mail.text>${msg("eventLoginErrorNotYou")}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
