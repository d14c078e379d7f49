<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopErasureExtendedHeading")}</@mail.heading>
<@mail.text>${msg("shopErasureExtendedLead", realmName, shopDay)}</@mail.text>
<@mail.text>${msg("shopErasureExtendedWhy")} ${shopWhy}</@mail.text>
<@mail.text>${msg("shopErasureExtendedRights")}</@mail.text>
<@mail.note>${msg("shopErasureReference", shopReference)}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
