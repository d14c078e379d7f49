<#-- Attributes: shopDone (verified, reset, actions); if known: shopContinueUrl. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<#assign done=["verified", "reset"]?seq_contains(shopDone!"")?then(shopDone!"", "actions")>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("shopLinkDoneTitle.${done}")}
    <#elseif section = "form">
        <@page.text id="shop-done">${msg("shopLinkDoneText.${done}")}</@page.text>
        <#if shopContinueUrl?has_content>
            <@buttons.actionGroup>
                <@buttons.buttonLink id="shop-continue" href=shopContinueUrl label="shopLinkDoneContinue" class=["kcButtonPrimaryClass", "kcButtonBlockClass"] />
            </@buttons.actionGroup>
        <#else>
            <@page.text>${msg("shopLinkDoneClose")}</@page.text>
        </#if>
    </#if>
</@layout.registrationLayout>
