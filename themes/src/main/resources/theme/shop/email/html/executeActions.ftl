<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("executeActionsSubject")}</@mail.heading>
<@mail.text>${msg("executeActionsLead", realmName)}</@mail.text>
<#if requiredActions?has_content>
<@mail.items>
<#list requiredActions as action>
<li>${msg("requiredAction.${action}")}</li>
</#list>
</@mail.items>
</#if>
<@mail.button href=link>${msg("executeActionsButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("executeActionsNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
