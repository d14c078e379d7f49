<#-- Attributes: shopPurpose (verify, actions), shopAddress (masked), shopAction, shopPasswordNeeded (boolean, may be absent). Posts action=confirm, with password-new and password-confirm when needed. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<#assign purpose=((shopPurpose!"") == "verify")?then("verify", "actions")>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('password', 'password-confirm'); section>
    <#if section = "header">
        ${msg("shopLinkConfirmTitle.${purpose}")}
    <#elseif section = "form">
        <@page.text>${msg("shopLinkConfirmText.${purpose}")} <strong>${shopAddress}</strong></@page.text>
        <#if shopPasswordNeeded!false>
            <@page.text>${msg("shopLinkConfirmPassword")}</@page.text>
        </#if>
        <form id="shop-confirm-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
            <#if shopPasswordNeeded!false>
                <@page.newPassword />
            </#if>
            <@buttons.actionGroup>
                <@buttons.button id="shop-confirm" name="action" value="confirm" label="shopLinkConfirmButton.${purpose}" />
            </@buttons.actionGroup>
        </form>
    </#if>
</@layout.registrationLayout>
