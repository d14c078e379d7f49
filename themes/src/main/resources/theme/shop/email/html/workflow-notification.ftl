<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg(subjectKey, daysRemaining, reason)}</@mail.heading>
<#if messageKey == "customMessage">
<@mail.text>${kcSanitize(customMessage)?no_esc}</@mail.text>
<#else>
<@mail.text>${msg(messageKey, daysRemaining, (reason == "inactivity")?then(msg("workflowReasonInactivity"), reason), realmName)}</@mail.text>
</#if>
<@mail.closing />
</@layout.emailLayout>
