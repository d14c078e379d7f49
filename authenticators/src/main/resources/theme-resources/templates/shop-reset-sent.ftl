<#-- Attributes, each if known: shopAction (posts action=resend), shopResendSeconds (number), shopLoginUrl. Says the same to everybody. -->
<#import "template.ftl" as layout>
<#import "shop-page.ftl" as page>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("shopResetSentTitle")}
    <#elseif section = "form">
        <@page.text id="shop-sending">${msg("shopResetSentText")}</@page.text>
        <@page.hint id="shop-missing">${msg("shopResetSentMissing")}</@page.hint>
        <#if shopAction?has_content>
            <@page.ask action="resend" label="shopResetSentResend" type="secondary"
                wait=((shopResendSeconds!0) gt 0)?then(msg("shopVerifyEmailResendWait", shopResendSeconds!0), "") />
        </#if>
        <#if shopLoginUrl?has_content>
            <@page.link href=shopLoginUrl label="shopResetRequestLogin" />
        </#if>
    </#if>
</@layout.registrationLayout>
