<#-- Attributes: shopAction; if known: shopAddress, shopLoginUrl. Posts username. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('username'); section>
    <#if section = "header">
        ${msg("shopResetRequestTitle")}
    <#elseif section = "form">
        <@page.text>${msg("shopResetRequestText")}</@page.text>
        <form id="shop-reset-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
            <@field.input name="username" label=msg("email") value=(shopAddress!"") autocomplete="username" autofocus=true />
            <@buttons.actionGroup>
                <@buttons.button id="shop-reset" name="action" value="reset" label="shopResetRequestButton" />
            </@buttons.actionGroup>
        </form>
        <#if shopLoginUrl?has_content>
            <@page.link href=shopLoginUrl label="shopResetRequestLogin" />
        </#if>
    </#if>
</@layout.registrationLayout>
