<#-- Attributes: shopAction; if known: shopAddress (masked). Posts action=confirm, password-new and password-confirm. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('password', 'password-confirm'); section>
    <#if section = "header">
        ${msg("shopLinkResetTitle")}
    <#elseif section = "form">
        <#if shopAddress?has_content>
            <@page.text>${msg("shopLinkResetFor")} <strong>${shopAddress}</strong>.</@page.text>
        </#if>
        <form id="shop-confirm-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
            <@page.newPassword />
            <@page.hint>${msg("shopLinkResetDevices")}</@page.hint>
            <@buttons.actionGroup>
                <@buttons.button id="shop-confirm" name="action" value="confirm" label="shopLinkResetButton" />
            </@buttons.actionGroup>
        </form>
    </#if>
</@layout.registrationLayout>
