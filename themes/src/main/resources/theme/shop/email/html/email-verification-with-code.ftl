<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("emailVerificationSubject")}</@mail.heading>
<@mail.text>${msg("emailVerificationLead", realmName)}</@mail.text>
<@mail.text>${msg("emailVerificationCode")}</@mail.text>
<@mail.digits code=code />
<@mail.note>${msg("emailVerificationNotYou")}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
