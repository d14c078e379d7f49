<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopErasureRequestedHeading")}</@mail.heading>
<@mail.text>${msg("shopErasureRequestedLead", realmName, shopDay)}</@mail.text>
<@mail.text>${msg("shopErasureRequestedChange")}</@mail.text>
<#if shopKeep?has_content>
<@mail.button href=shopKeep>${msg("shopErasureKeepButton")}</@mail.button>
<@mail.address href=shopKeep />
</#if>
<@mail.text>${msg("shopErasureRequestedNotYou")}</@mail.text>
<@mail.note>${msg("shopErasureReference", shopReference)}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
