<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<#import "/credential.ftl" as credential>
<@mail.heading>${msg("eventRemoveCredentialSubject")}</@mail.heading>
<@mail.text>${msg("eventRemoveCredentialLead", realmName, event.date, event.ipAddress!"–")}</@mail.text>
<@mail.items>
<li>${msg(credential.key())}</li>
</@mail.items>
<@mail.text>${msg("eventNotYou")}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
