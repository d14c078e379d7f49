<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopErasureCancelledHeading")}</@mail.heading>
<@mail.text>${msg("shopErasureCancelledLead", realmName)}</@mail.text>
<@mail.text>${msg("shopErasureCancelledNotYou")}</@mail.text>
<@mail.note>${msg("shopErasureReference", shopReference)}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
