<#-- Attributes: shopReason (limit, unavailable); for limit: shopMinutes or shopRetrySeconds (numbers); if known: shopContinueUrl, where to try again. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<#assign limited=(shopReason!"") == "limit">
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg(limited?then("shopRefusedTitle.limit", "shopRefusedTitle.unavailable"))}
    <#elseif section = "form">
        <@page.text id="shop-reason"><#if limited>${msg("shopRefusedText.limit", shopMinutes!(((shopRetrySeconds!60) / 60)?ceiling))}<#else>${msg("shopRefusedText.unavailable")}</#if></@page.text>
        <#if shopContinueUrl?has_content>
            <@buttons.actionGroup>
                <@buttons.buttonLink id="shop-continue" href=shopContinueUrl label="shopRefusedAgain" />
            </@buttons.actionGroup>
        </#if>
    </#if>
</@layout.registrationLayout>
