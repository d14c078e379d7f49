<#-- Attributes: shopState (ask, impossible), shopAction; with ask: shopDay (text), shopMailed (boolean); if something is going on: shopOpen (list of kind, which is order or payment, and id), shopOpenMore (number). Posts action=erase, or cancel-aia. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<#assign state=((shopState!"") == "ask")?then("ask", "impossible")>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("shopErasureAskTitle.${state}")}
    <#elseif section = "form">
        <#if shopOpen?has_content>
            <ul id="shop-open" class="${properties.kcListClass!} pf-v5-u-mb-md">
                <#list shopOpen as each>
                    <li>${msg("shopErasureAskOpen.${each.kind}", each.id)}</li>
                </#list>
                <#if (shopOpenMore!0) gt 0>
                    <li>${msg("shopErasureAskOpenMore", shopOpenMore)}</li>
                </#if>
            </ul>
        </#if>
        <@page.text id="shop-erasure">${msg("shopErasureAskText.${state}")}</@page.text>
        <#if state = "ask">
            <ul id="shop-erasure-means" class="${properties.kcListClass!} pf-v5-u-mb-md">
                <li>${msg("shopErasureAskOut")}</li>
                <li id="shop-deletion">${msg("shopErasureAskUntil", shopDay)}</li>
                <#if shopMailed!false>
                    <li>${msg("shopErasureAskMail")}</li>
                </#if>
                <li>${msg("shopErasureAskGone")}</li>
                <li>${msg("shopErasureAskStays")}</li>
            </ul>
        </#if>
        <form id="shop-erase-form" class="${properties.kcFormClass!} shop-ask" action="${shopAction}" method="post">
            <@buttons.actionGroup>
                <#if state = "ask">
                    <@buttons.button id="shop-erase" name="action" value="erase" label="shopErasureAskButton" />
                    <@buttons.button id="shop-cancel" name="cancel-aia" value="true" label="shopErasureKeepButton" type="secondary" />
                <#else>
                    <@buttons.button id="shop-cancel" name="cancel-aia" value="true" label="shopErasureAskBack" />
                </#if>
            </@buttons.actionGroup>
        </form>
    </#if>
</@layout.registrationLayout>
