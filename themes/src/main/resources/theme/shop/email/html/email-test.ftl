<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("emailTestSubject")}</@mail.heading>
<@mail.text>${msg("emailTestLead", realmName)}</@mail.text>
<@mail.closing />
</@layout.emailLayout>
