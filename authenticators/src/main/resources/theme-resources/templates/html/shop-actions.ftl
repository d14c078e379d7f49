<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("shopActionsSubject")}</@mail.heading>
<@mail.text>${msg("shopActionsLead", realmName)}</@mail.text>
<@mail.items>
<#list requiredActions![] as action>
<li>${msg("requiredAction.${action}")}</li>
</#list>
</@mail.items>
<@mail.button href=link>${msg("shopActionsButton")}</@mail.button>
<@mail.note>${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("shopActionsNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
