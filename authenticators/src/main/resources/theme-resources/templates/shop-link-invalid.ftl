<#-- Attributes: shopReason (expired, used, replaced, changed, unknown); shopCanRenew (boolean, may be absent) with shopAction, posts action=renew; else, if known, shopRestartUrl. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<#assign reason=["expired", "used", "replaced", "changed"]?seq_contains(shopReason!"")?then(shopReason!"", "unknown")>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("shopLinkInvalidTitle.${reason}")}
    <#elseif section = "form">
        <@page.text id="shop-reason">${msg("shopLinkInvalidText.${reason}")}</@page.text>
        <#if shopCanRenew!false>
            <@page.ask action="renew" label="shopLinkInvalidRenew" />
        <#elseif shopRestartUrl?has_content>
            <@buttons.actionGroup>
                <@buttons.buttonLink id="shop-restart" href=shopRestartUrl label="shopLinkInvalidRestart" class=["kcButtonPrimaryClass", "kcButtonBlockClass"] />
            </@buttons.actionGroup>
        </#if>
    </#if>
</@layout.registrationLayout>
