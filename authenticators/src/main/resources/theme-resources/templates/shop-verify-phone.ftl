<#-- Attributes: shopNumber (masked), shopAction; if known: shopResendSeconds (number); shopCanChange, shopCanRemove: what the profile allows. Posts action=verify with code, action=resend, action=change with phoneNumber, or action=remove. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('code', 'phoneNumber'); section>
    <#if section = "header">
        ${msg("shopVerifyPhoneTitle")}
    <#elseif section = "form">
        <#assign error=messagesPerField.get("phoneNumber")>
        <@page.text id="shop-sending">${msg("shopVerifyPhoneSending")} <strong>${shopNumber}</strong>.</@page.text>
        <form id="shop-verify-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
            <@page.code label=msg("shopVerifyPhoneCodeLabel") autofocus=!error?has_content />
            <@buttons.actionGroup>
                <@buttons.button id="shop-verify" name="action" value="verify" label="shopVerifyPhoneButton" />
            </@buttons.actionGroup>
        </form>
        <@page.ask action="resend" label="shopVerifyPhoneResend" type="secondary"
            wait=((shopResendSeconds!0) gt 0)?then(msg("shopVerifyPhoneResendWait", shopResendSeconds!0), "") />
        <#if shopCanChange!true>
        <details class="shop-more"<#if error?has_content> open</#if>>
            <summary>${msg("shopVerifyPhoneChange")}</summary>
            <form id="shop-change-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
                <@field.group name="phoneNumber" label=msg("shopVerifyPhoneNumber") error=error>
                    <span class="${properties.kcInputClass!} <#if error?has_content>${properties.kcError!}</#if>">
                        <input id="phoneNumber" name="phoneNumber" value="" type="tel" autocomplete="tel"<#if error?has_content> autofocus</#if>
                               aria-invalid="<#if error?has_content>true</#if>" aria-describedby="input-error-container-phoneNumber"/>
                        <@field.errorIcon error=error/>
                    </span>
                </@field.group>
                <@buttons.actionGroup>
                    <@buttons.button id="shop-change" name="action" value="change" label="shopVerifyPhoneChangeButton" type="secondary" />
                </@buttons.actionGroup>
            </form>
        </details>
        </#if>
        <#if shopCanRemove!false>
        <@page.ask action="remove" label="shopVerifyPhoneRemove" type="secondary" />
        </#if>
    </#if>
</@layout.registrationLayout>
