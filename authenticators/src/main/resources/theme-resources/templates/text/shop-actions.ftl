<#ftl output_format="plainText">
${msg("shopActionsLead", realmName)}

<#list requiredActions![] as action>
- ${msg("requiredAction.${action}")}
</#list>

${msg("shopActionsOpen")}
${link}

${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("shopActionsNotYou")}

${msg("shopMailSignature", realmName)}
