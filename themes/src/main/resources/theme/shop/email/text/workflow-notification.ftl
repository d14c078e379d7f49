<#ftl output_format="plainText">
<#if messageKey == "customMessage">
${customMessage}
<#else>
${msg(messageKey, daysRemaining, (reason == "inactivity")?then(msg("workflowReasonInactivity"), reason), realmName)}
</#if>

${msg("mailSignature", realmName)}
