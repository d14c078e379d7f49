<#-- Attributes: shopState (ask, kept, invalid); with ask: shopDay (text), shopAction. Posts action=keep. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#assign state=["ask", "kept"]?seq_contains(shopState!"")?then(shopState!"", "invalid")>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("shopErasureKeepTitle.${state}")}
    <#elseif section = "form">
        <#if state = "ask">
            <@page.text id="shop-deletion">${msg("shopErasureKeepText.ask", shopDay)}</@page.text>
            <@page.ask action="keep" label="shopErasureKeepButton" />
        <#else>
            <@page.text id="shop-erasure-${state}">${msg("shopErasureKeepText.${state}")}</@page.text>
        </#if>
    </#if>
</@layout.registrationLayout>
