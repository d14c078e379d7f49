<#-- Attributes: shopAddress, shopAction; if known: shopResendSeconds (number), shopRestartUrl. Posts action=verify with code, or action=resend. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('code'); section>
    <#if section = "header">
        ${msg("shopVerifyEmailTitle")}
    <#elseif section = "form">
        <@page.text id="shop-sending">${msg("shopVerifyEmailSending")} <strong>${shopAddress}</strong>.</@page.text>
        <@page.text>${msg("shopVerifyEmailHow")}</@page.text>
        <form id="shop-verify-form" class="${properties.kcFormClass!}" action="${shopAction}" method="post" novalidate="novalidate">
            <@page.code label=msg("shopVerifyEmailCodeLabel") />
            <@buttons.actionGroup>
                <@buttons.button id="shop-verify" name="action" value="verify" label="shopVerifyEmailButton" />
            </@buttons.actionGroup>
        </form>
        <@page.hint id="shop-missing">${msg("shopVerifyEmailMissing")}</@page.hint>
        <@page.ask action="resend" label="shopVerifyEmailResend" type="secondary"
            wait=((shopResendSeconds!0) gt 0)?then(msg("shopVerifyEmailResendWait", shopResendSeconds!0), "") />
        <#if shopRestartUrl?has_content>
            <@page.link href=shopRestartUrl label="shopVerifyEmailRestart" />
        </#if>
    </#if>
</@layout.registrationLayout>
