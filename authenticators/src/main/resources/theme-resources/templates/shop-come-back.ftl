<#-- Attributes: shopDay (text), shopAction. Posts action=keep. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("shopComeBackTitle")}
    <#elseif section = "form">
        <@page.text id="shop-deletion">${msg("shopComeBackText", shopDay)}</@page.text>
        <@page.text>${msg("shopComeBackHow")}</@page.text>
        <@page.ask action="keep" label="shopComeBackButton" />
        <@page.hint id="shop-leave">${msg("shopComeBackLeave")}</@page.hint>
    </#if>
</@layout.registrationLayout>
